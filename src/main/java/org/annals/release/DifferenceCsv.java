package org.annals.release;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.annals.release.Difference.Changed;
import org.annals.release.Difference.Side;
import org.jspecify.annotations.Nullable;

/// Changed events as a table by RFC 4180, both states in one row.
final class DifferenceCsv {

    private DifferenceCsv() {}

    static String of(List<Changed> changed, String base) {
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text)) {
            csv.writeRecord(
                    "change",
                    "event_id",
                    "url",
                    "merged_into",
                    "revision_before",
                    "revision_after",
                    "title_before",
                    "title_after",
                    "date_edtf_before",
                    "date_edtf_after",
                    "fatalities_low_before",
                    "fatalities_low_after",
                    "fatalities_best_before",
                    "fatalities_best_after",
                    "fatalities_high_before",
                    "fatalities_high_after");
            for (Changed each : changed) csv.writeRecord(fields(each, base));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static List<@Nullable String> fields(Changed each, String base) {
        List<@Nullable String> fields = new ArrayList<>();
        fields.add(each.change().code());
        fields.add(Long.toString(each.id()));
        fields.add(DifferenceResource.url(each, base));
        fields.add(each.mergedInto() == null ? null : each.mergedInto().toString());
        List<@Nullable String> before = values(each.before());
        List<@Nullable String> after = values(each.after());
        for (int i = 0; i < before.size(); i++) {
            fields.add(before.get(i));
            fields.add(after.get(i));
        }
        return fields;
    }

    private static List<@Nullable String> values(@Nullable Side side) {
        List<@Nullable String> values = new ArrayList<>();
        values.add(side == null ? null : Integer.toString(side.revision()));
        values.add(side == null ? null : side.title());
        values.add(side == null ? null : side.edtf());
        values.add(side == null ? null : text(side.fatalitiesLow()));
        values.add(side == null ? null : text(side.fatalitiesBest()));
        values.add(side == null ? null : text(side.fatalitiesHigh()));
        return values;
    }

    private static @Nullable String text(@Nullable Integer number) {
        return number == null ? null : number.toString();
    }
}
