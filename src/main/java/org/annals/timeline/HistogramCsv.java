package org.annals.timeline;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

/// A histogram as a table by RFC 4180: one row a bucket, or a value and a bucket of a split.
final class HistogramCsv {

    private final StringWriter text = new StringWriter();
    private final CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text);
    private final Counting counting;

    private HistogramCsv(Counting counting) {
        this.counting = counting;
    }

    static String of(HistogramView histogram, Counting counting) {
        HistogramCsv table = new HistogramCsv(counting);
        boolean split = histogram.split() != null;
        table.header(split);
        if (split) {
            for (HistogramView.Series series : histogram.series()) {
                table.rows(List.of(series.value(), series.label()), series.buckets());
            }
        } else {
            table.rows(List.of(), histogram.buckets());
        }
        return table.text.toString();
    }

    private void header(boolean split) {
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
        csv.writeRecord(names);
    }

    private void rows(List<String> value, List<Bucket> buckets) {
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
