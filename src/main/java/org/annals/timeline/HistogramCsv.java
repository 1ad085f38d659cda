package org.annals.timeline;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// A histogram as a table by RFC 4180: one row a bucket, or a value and a bucket of a split.
final class HistogramCsv {

    private HistogramCsv() {}

    static String of(HistogramView histogram, Counting counting) {
        StringWriter text = new StringWriter();
        boolean split = histogram.split() != null;
        try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text)) {
            csv.writeRecord(header(split, counting));
            if (split) {
                for (HistogramView.Series series : histogram.series()) {
                    rows(csv, List.of(series.value(), series.label()), series.buckets());
                }
            } else {
                rows(csv, List.of(), histogram.buckets());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static List<String> header(boolean split, Counting counting) {
        List<String> names = new ArrayList<>(split ? List.of("value", "label") : List.of());
        names.addAll(List.of("start", "end"));
        for (String number :
                List.of(
                        "events",
                        "fatalities_low",
                        "fatalities_best",
                        "fatalities_high",
                        "fatalities_unknown")) {
            names.add(number + "_certain");
            if (counting == Counting.ONSET) names.add(number + "_expected");
            names.add(number + "_possible");
        }
        return names;
    }

    private static void rows(CsvWriter csv, List<String> value, List<Bucket> buckets) {
        for (Bucket bucket : buckets) {
            List<String> fields = new ArrayList<>(value);
            fields.add(bucket.start());
            fields.add(bucket.end());
            weights(fields, bucket.events());
            weights(fields, bucket.fatalities().low());
            weights(fields, bucket.fatalities().best());
            weights(fields, bucket.fatalities().high());
            weights(fields, bucket.fatalities().unknown());
            csv.writeRecord(fields);
        }
    }

    private static void weights(List<String> fields, Weights weights) {
        fields.add(String.valueOf(weights.certain()));
        if (weights.expected() != null) fields.add(weights.expected().toPlainString());
        fields.add(String.valueOf(weights.possible()));
    }
}
