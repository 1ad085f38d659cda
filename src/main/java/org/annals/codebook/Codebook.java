package org.annals.codebook;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The codes as one snapshot sees them.
public final class Codebook {

    private final KindTree kinds;
    private final Countries countries;
    private final List<Dataset> datasets;
    private final Map<Integer, Dataset> datasetById;
    private final Map<Integer, String> tagById;

    Codebook(
            KindTree kinds,
            Countries countries,
            List<Dataset> datasets,
            Map<Integer, String> tagById) {
        this.kinds = kinds;
        this.countries = countries;
        this.datasets = List.copyOf(datasets);
        this.datasetById =
                datasets.stream().collect(Collectors.toMap(Dataset::id, Function.identity()));
        this.tagById = Map.copyOf(tagById);
    }

    public KindTree kinds() {
        return kinds;
    }

    public Countries countries() {
        return countries;
    }

    public List<Dataset> datasets() {
        return datasets;
    }

    public Dataset dataset(int id) {
        Dataset dataset = datasetById.get(id);
        if (dataset == null) throw new IllegalStateException("no data set " + id);
        return dataset;
    }

    public Optional<Dataset> dataset(String code) {
        return datasets.stream().filter(dataset -> dataset.code().equals(code)).findFirst();
    }

    public String tag(int id) {
        return tagById.getOrDefault(id, "");
    }
}
