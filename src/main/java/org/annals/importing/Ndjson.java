package org.annals.importing;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.annals.event.DraftReader;
import org.annals.event.EventDraft;
import org.annals.event.EventDraft.Origin;
import org.annals.platform.http.JsonBody;
import org.annals.platform.http.Problem;
import org.jspecify.annotations.Nullable;

/// One event a line, as `format=ndjson` exports it. What the service computes is passed over, and
/// actors, conflicts and dyads that are not here are made.
final class Ndjson implements ImportFormat {

    private static final String CODE = "ndjson";

    private final int longestLine;

    /// @param longestLine in characters; longer lines are refused
    Ndjson(int longestLine) {
        this.longestLine = longestLine;
    }

    @Override
    public String code() {
        return CODE;
    }

    @Override
    public Optional<String> dataset() {
        return Optional.empty();
    }

    @Override
    public void read(InputStream file, Edition edition, Intake intake)
            throws IOException, FileRefused {
        long number = 0;
        try (BufferedReader lines = new BufferedReader(TextFile.openLines(file))) {
            for (String line = next(lines); line != null; line = next(lines)) {
                number++;
                if (!line.isBlank()) row(number, line, edition, intake);
            }
        } catch (CharacterCodingException e) {
            throw new FileRefused(
                    number + 1,
                    "The file is not UTF-8 from here on. Save it as UTF-8 and send it again.");
        }
        if (number == 0) throw new FileRefused(1, TextFile.EMPTY);
    }

    /// A line without its end; of one that is too long only so much that this shows.
    private @Nullable String next(BufferedReader lines) throws IOException {
        int c = lines.read();
        if (c < 0) return null;
        StringBuilder line = new StringBuilder();
        while (c >= 0 && c != '\n') {
            if (line.length() <= longestLine) line.append((char) c);
            c = lines.read();
        }
        return line.toString();
    }

    private void row(long number, String line, Edition edition, Intake intake) {
        if (line.length() > longestLine) {
            String reason = "The line holds more than %d characters.".formatted(longestLine);
            intake.complain(refused(number, null, null, reason));
            return;
        }
        try {
            JsonNode event = JsonBody.read(line.getBytes(StandardCharsets.UTF_8));
            DraftReader.Reading reading = DraftReader.readLine(event);
            Optional<EventDraft> draft = reading.draft();
            if (draft.isPresent()) {
                intake.draft(number, of(draft.get(), edition));
                return;
            }
            for (Problem.Fault fault : reading.faults()) {
                intake.complain(refused(number, fault.pointer(), fault.value(), fault.message()));
            }
        } catch (Problem e) {
            intake.complain(refused(number, null, line, e.detail()));
        }
    }

    private static Complaint refused(
            long line, @Nullable String column, @Nullable String value, String reason) {
        return new Complaint(line, column, value, reason, Complaint.Kind.REFUSED);
    }

    /// What the import says of the data set goes before what the line says.
    private static EventDraft of(EventDraft draft, Edition edition) {
        Origin origin = draft.origin();
        if (origin == null || (edition.dataset() == null && edition.version() == null)) {
            return draft;
        }
        return draft.withOrigin(
                new Origin(
                        edition.dataset() == null ? origin.dataset() : edition.dataset(),
                        origin.key(),
                        edition.version() == null ? origin.version() : edition.version(),
                        origin.url()));
    }
}
