package org.annals.importing;

import static org.annals.importing.UcdpColumn.*;

import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.annals.codebook.ActorRole;
import org.annals.codebook.EventStatus;
import org.annals.codebook.OutsideKey;
import org.annals.codebook.PlacePrecision;
import org.annals.codebook.Reference;
import org.annals.codebook.ViolenceType;
import org.annals.event.EventDraft;
import org.annals.event.EventDraft.DateDraft;
import org.annals.event.EventDraft.Participant;
import org.annals.event.Fatalities;
import org.annals.event.Place;
import org.annals.event.Source;
import org.annals.time.EventDate;
import org.jspecify.annotations.Nullable;

/// The Georeferenced Event Dataset of the Uppsala Conflict Data Program, final and candidate, as
/// CSV, versions 19.1 and later. `docs/importing.md` has the mapping column by column; its rules
/// are those of the UCDP GED codebook.
final class UcdpGed implements ImportFormat {
    private static final String CODE = "ucdp-ged";
    private static final int LONGEST_TITLE = 300;

    /// What a title calls the place, the first that is given.
    private static final List<UcdpColumn> TITLE_PLACES =
            List.of(WHERE_COORDINATES, ADM_2, ADM_1, COUNTRY);

    /// By `where_prec`, 1 to 7.
    private static final List<PlacePrecision> PRECISIONS =
            List.of(
                    PlacePrecision.EXACT,
                    PlacePrecision.NEAR,
                    PlacePrecision.DISTRICT,
                    PlacePrecision.REGION,
                    PlacePrecision.LINEAR,
                    PlacePrecision.COUNTRY,
                    PlacePrecision.INTERNATIONAL);

    /// By `type_of_violence`, 1 to 3.
    private static final List<ViolenceType> VIOLENCE_TYPES =
            List.of(ViolenceType.STATE_BASED, ViolenceType.NON_STATE, ViolenceType.ONE_SIDED);

    private final GleditschWard states;
    private final int longestLine;

    /// @param longestLine in characters; longer rows are refused
    UcdpGed(GleditschWard states, int longestLine) {
        this.states = states;
        this.longestLine = longestLine;
    }

    @Override
    public String code() {
        return CODE;
    }

    @Override
    public Optional<String> dataset() {
        return Optional.of(CODE);
    }

    @Override
    public void read(InputStream file, Edition edition, Intake intake)
            throws IOException, FileRefused {
        var table = new CsvTable(file, longestLine);
        var header = UcdpHeader.of(table.header);
        for (CsvRow next = table.next(); next != null; next = table.next()) {
            var row = new UcdpRow(header, next);
            if (row.isWhole()) {
                EventDraft draft = draft(row, edition);
                if (!row.refused()) intake.draft(next.line(), draft);
            }
            row.complaints().forEach(intake::complain);
        }
    }

    private EventDraft draft(UcdpRow row, Edition edition) {
        String dataset = edition.dataset() == null ? CODE : edition.dataset();
        Days days = days(row);
        Place place = place(row, days.start());
        List<Source> sources = sources(row);
        return new EventDraft(
                new EventDraft.Origin(dataset, row.key(ID), edition.version(), null),
                title(row),
                null,
                DateDraft.of(days.date()),
                "violence",
                violenceType(row),
                aggregate(row),
                place,
                List.of(),
                List.of(reference(row, "ucdp-conflict", CONFLICT_NEW_ID, CONFLICT_NAME)),
                reference(row, "ucdp-dyad", DYAD_NEW_ID, DYAD_NAME),
                List.of(
                        new Participant(
                                reference(row, "ucdp-actor", SIDE_A_NEW_ID, SIDE_A),
                                ActorRole.SIDE_A),
                        new Participant(
                                reference(row, "ucdp-actor", SIDE_B_NEW_ID, SIDE_B),
                                ActorRole.SIDE_B)),
                fatalities(row),
                sources,
                sourceCount(row),
                List.of(),
                List.of(),
                status(row),
                Map.of(dataset, row.extra()));
    }

    /// Who fought whom where. UCDP gives an event no name and no account of what happened.
    private static String title(UcdpRow row) {
        String place = "";
        for (UcdpColumn column : TITLE_PLACES) {
            if (place.isEmpty()) place = row.text(column);
        }
        String parties = row.text(SIDE_A) + " – " + row.text(SIDE_B);
        return Complaint.shortened(
                place.isEmpty() ? parties : parties + ", " + place, LONGEST_TITLE);
    }

    /// The first and last day on which the event can have happened, and the date that says so.
    private record Days(LocalDate start, EventDate date) {
        static final Days UNREAD = new Days(LocalDate.EPOCH, EventDate.parse("1970-01-01"));
    }

    /// A range is one day out of several, not an event of several days: UCDP dates when an event
    /// can have happened.
    private static Days days(UcdpRow row) {
        LocalDate start = row.day(DATE_START);
        LocalDate end = row.day(DATE_END);
        if (start == null || end == null) return Days.UNREAD;
        if (end.isBefore(start)) {
            row.refuse(DATE_END, "It is before date_start, %s.".formatted(start));
            return Days.UNREAD;
        }
        int precision = row.code(DATE_PREC, 5);
        if (precision == 0)
            row.warn(DATE_PREC, "A code from 1 to 5 is expected; the days are taken as they are.");
        boolean single = start.equals(end);
        if (precision == 1 && !single) {
            row.warn(
                    DATE_PREC,
                    "1 means that the day is known, but date_start is %s and date_end %s; the event is dated to one of these days."
                            .formatted(start, end));
        }
        if (!row.text(YEAR).isEmpty()) row.keepUnless(YEAR, Integer.toString(start.getYear()));
        return new Days(
                start, EventDate.parse(single ? start.toString() : "[" + start + ".." + end + "]"));
    }

    private static @Nullable ViolenceType violenceType(UcdpRow row) {
        int type = row.code(TYPE_OF_VIOLENCE, VIOLENCE_TYPES.size());
        if (type > 0) return VIOLENCE_TYPES.get(type - 1);
        row.refuse(
                TYPE_OF_VIOLENCE, "Expected is 1 (state-based), 2 (non-state) or 3 (one-sided).");
        return null;
    }

    private static @Nullable Boolean aggregate(UcdpRow row) {
        return switch (row.code(EVENT_CLARITY, 2)) {
            case 1 -> false;
            case 2 -> true;
            default -> {
                row.warn(
                        EVENT_CLARITY,
                        "Expected is 1 (one event) or 2 (several summed up); it is left open.");
                row.keep(EVENT_CLARITY);
                yield null;
            }
        };
    }

    private Place place(UcdpRow row, LocalDate start) {
        Double latitude = row.degrees(LATITUDE, 90);
        Double longitude = row.degrees(LONGITUDE, 180);
        if (row.text(LATITUDE).isEmpty() != row.text(LONGITUDE).isEmpty()) {
            row.refuse(
                    row.text(LATITUDE).isEmpty() ? LATITUDE : LONGITUDE,
                    "It is empty, but its counterpart is not; a position has both or neither.");
        }
        row.keepUnless(GEOM_WKT, "POINT (" + row.text(LONGITUDE) + " " + row.text(LATITUDE) + ")");
        return new Place(
                row.textOrNull(WHERE_COORDINATES),
                country(row, start.getYear()),
                row.textOrNull(ADM_1),
                row.textOrNull(ADM_2),
                latitude,
                longitude,
                placePrecision(row));
    }

    private @Nullable String country(UcdpRow row, int year) {
        if (row.refused() || row.text(COUNTRY_ID).isEmpty()) return null;
        Integer number = row.number(COUNTRY_ID);
        Optional<String> country = number == null ? Optional.empty() : states.country(number, year);
        if (country.isEmpty()) {
            row.warn(
                    COUNTRY_ID,
                    "No state had this Gleditsch-Ward number in %d; the event is left without a country."
                            .formatted(year));
        }
        return country.orElse(null);
    }

    private static @Nullable PlacePrecision placePrecision(UcdpRow row) {
        int precision = row.code(WHERE_PREC, PRECISIONS.size());
        if (precision > 0) return PRECISIONS.get(precision - 1);
        row.warn(WHERE_PREC, "A code from 1 to 7 is expected; the precision is left open.");
        row.keep(WHERE_PREC);
        return null;
    }

    private static Reference reference(
            UcdpRow row, String dataset, UcdpColumn key, UcdpColumn name) {
        return new Reference(null, new OutsideKey(dataset, row.key(key)), row.name(name), true);
    }

    /// Tolls as they stand: real rows break `low <= best <= high`, and which of the three is wrong
    /// cannot be told from the row.
    private static Fatalities fatalities(UcdpRow row) {
        var tolls =
                new Fatalities(
                        row.toll(LOW),
                        row.toll(BEST),
                        row.toll(HIGH),
                        row.toll(DEATHS_A),
                        row.toll(DEATHS_B),
                        row.toll(DEATHS_CIVILIANS),
                        row.toll(DEATHS_UNKNOWN));
        if (row.refused() || tolls.best() == null) return tolls;
        int best = tolls.best();
        if (tolls.high() != null && best > tolls.high()) {
            row.warn(BEST, "It is above high, %d.".formatted(tolls.high()));
        }
        if (tolls.low() != null && tolls.low() > best) {
            row.warn(LOW, "It is above best, %d.".formatted(best));
        }
        if (tolls.sideA() != null
                && tolls.sideB() != null
                && tolls.civilians() != null
                && tolls.unknown() != null) {
            long sum = (long) tolls.sideA() + tolls.sideB() + tolls.civilians() + tolls.unknown();
            if (sum != best) {
                row.warn(BEST, "It is not the sum of the four deaths_ columns, %d.".formatted(sum));
            }
        }
        return tolls;
    }

    /// Since 2013 a list of reports; before, one text that names them in the coder's words and
    /// cannot be taken apart, so that it stands as one source.
    private static List<Source> sources(UcdpRow row) {
        String article = row.text(SOURCE_ARTICLE);
        Optional<UcdpReports> list = UcdpReports.parse(article);
        if (list.isEmpty()) {
            row.keep(SOURCE_OFFICE);
            row.keep(SOURCE_DATE);
            row.keep(SOURCE_HEADLINE);
            return article.isEmpty()
                    ? List.of()
                    : List.of(new Source(null, null, null, article, null));
        }
        UcdpReports reports = list.get();
        row.keepUnless(SOURCE_ARTICLE, reports.article());
        row.keepUnless(SOURCE_OFFICE, reports.offices().strip());
        row.keepUnless(SOURCE_HEADLINE, reports.headlines().strip());
        if (!reports.hasRealDays()) row.keep(SOURCE_DATE);
        row.keepUnless(SOURCE_DATE, reports.days());
        return reports.sources();
    }

    /// -1 is how UCDP writes that the sources of an event before 2013 were not counted.
    private static @Nullable Integer sourceCount(UcdpRow row) {
        if (row.text(NUMBER_OF_SOURCES).isEmpty()) return null;
        Integer count = row.number(NUMBER_OF_SOURCES);
        if (count != null && count >= 0) return count;
        if (count == null || count != -1) {
            row.warn(NUMBER_OF_SOURCES, "A whole number is expected, or -1 when it is not known.");
            row.keep(NUMBER_OF_SOURCES);
        }
        return null;
    }

    /// UCDP marks a finished row `Clear`, and older versions hold no other. Candidate events that
    /// still need a check say which (`Check deaths`); those are reports until a later version
    /// clears them.
    private static EventStatus status(UcdpRow row) {
        String status = row.text(CODE_STATUS);
        return status.isEmpty() || status.equalsIgnoreCase("Clear")
                ? EventStatus.CONFIRMED
                : EventStatus.REPORTED;
    }
}
