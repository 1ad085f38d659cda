package org.annals.event;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.annals.codebook.ActorRole;
import org.annals.codebook.Code;
import org.annals.codebook.Codebook;
import org.annals.codebook.EventStatus;
import org.annals.codebook.OutsideKey;
import org.annals.codebook.PlacePrecision;
import org.annals.codebook.ViolenceType;
import org.annals.event.EventQuery.Estimate;
import org.annals.event.EventQuery.QualifierFilter;
import org.annals.event.EventQuery.RecordName;
import org.annals.geo.BoundingBox;
import org.annals.geo.Circle;
import org.annals.geo.Position;
import org.annals.platform.http.Nearest;
import org.annals.platform.http.Parameters;
import org.annals.time.DateRefused;
import org.annals.time.DayRange;
import org.annals.time.Match;

/// Reads the filters that every read of many events takes.
public final class EventParameters {

    private static final List<EventStatus> USUAL =
            List.of(EventStatus.REPORTED, EventStatus.CONFIRMED, EventStatus.DISPUTED);

    private EventParameters() {}

    public static EventQuery read(Parameters parameters, Codebook codebook) {
        List<EventStatus> statuses = codes(parameters, "status", EventStatus.class);
        return new EventQuery(
                range(parameters),
                parameters.value("match", EventParameters::match).orElse(Match.POSSIBLE),
                parameters.values("kind", codebook.kinds()::named),
                parameters.values("country", codebook.countries()::named),
                parameters.texts("admin1"),
                codes(parameters, "placePrecision", PlacePrecision.class),
                records(parameters, "conflict"),
                records(parameters, "dyad"),
                records(parameters, "actor"),
                codes(parameters, "role", ActorRole.class),
                parameters.texts("tag"),
                parameters.values("dataset", code -> dataset(codebook, code)),
                statuses.isEmpty() ? USUAL : statuses,
                codes(parameters, "violenceType", ViolenceType.class),
                parameters.values("id", EventParameters::id),
                parameters.values("origin", EventParameters::origin),
                parameters.value("bbox", BoundingBox::parse),
                circle(parameters),
                parameters.whole("minFatalities", 0, Integer.MAX_VALUE),
                parameters.whole("maxFatalities", 0, Integer.MAX_VALUE),
                parameters
                        .value("estimate", text -> word("estimate", text, Estimate.values()))
                        .orElse(Estimate.BEST),
                parameters.values(
                        "qualifier", text -> word("qualifier", text, QualifierFilter.values())),
                parameters.whole("maxUncertaintyDays", 0, Integer.MAX_VALUE),
                parameters.value("q", Words::read),
                parameters.instant("recordedFrom"),
                parameters.instant("recordedTo"));
    }

    /// The same for counting, where every answer says for itself what is certain and what possible.
    public static EventQuery readForCounting(Parameters parameters, Codebook codebook) {
        EventQuery query = read(parameters, codebook);
        if (parameters.has("match")) {
            parameters.fault(
                    "match",
                    parameters.text("match").orElse(null),
                    "Counting takes no 'match': it tells apart by itself what is certain and what is possible. Leave it out.");
        }
        return query;
    }

    private static DayRange range(Parameters parameters) {
        boolean inOne = parameters.has("date");
        boolean inTwo = parameters.has("from") | parameters.has("to");
        if (inOne && inTwo) {
            parameters.conflict(
                    "date",
                    parameters.has("from") ? "from" : "to",
                    "Give the range either as 'date' or as 'from' and 'to', not both.");
            return DayRange.ALWAYS;
        }
        if (inOne) return parameters.value("date", DayRange::asked).orElse(DayRange.ALWAYS);
        // Each end is read by itself first, so that the message names the end that is wrong.
        Optional<DayRange> from = parameters.value("from", text -> DayRange.asked(text, null));
        Optional<DayRange> to = parameters.value("to", text -> DayRange.asked(null, text));
        int first = from.orElse(DayRange.ALWAYS).from();
        int last = to.orElse(DayRange.ALWAYS).to();
        if (first <= last) return new DayRange(first, last);
        try {
            return DayRange.asked(
                    parameters.text("from").orElse(null), parameters.text("to").orElse(null));
        } catch (DateRefused e) {
            parameters.fault(
                    "to", parameters.text("to").orElse(null), String.valueOf(e.getMessage()));
            return DayRange.ALWAYS;
        }
    }

    private static Match match(String text) {
        return word("match", text, Match.values());
    }

    private static Optional<Circle> circle(Parameters parameters) {
        Optional<Double> latitude = parameters.number("latitude", -90, 90);
        Optional<Double> longitude = parameters.number("longitude", -180, 180);
        Optional<Double> radius = parameters.number("radius", 1, 20_015_114);
        if (latitude.isPresent() && longitude.isPresent() && radius.isPresent()) {
            return Optional.of(
                    new Circle(new Position(latitude.get(), longitude.get()), radius.get()));
        }
        for (String name : List.of("latitude", "longitude", "radius")) {
            boolean others =
                    parameters.has("latitude")
                            || parameters.has("longitude")
                            || parameters.has("radius");
            if (others && !parameters.has(name)) {
                parameters.missing(
                        name,
                        "A circle needs latitude, longitude and radius (metres); '%s' is not there."
                                .formatted(name));
            }
        }
        return Optional.empty();
    }

    private static List<RecordName> records(Parameters parameters, String name) {
        return parameters.values(
                name,
                text ->
                        text.indexOf(':') > 0
                                ? new RecordName.ByKey(origin(text))
                                : new RecordName.ById(
                                        Parameters.wholeNumber(name, text, 1, Integer.MAX_VALUE)));
    }

    private static String dataset(Codebook codebook, String code) {
        if (codebook.dataset(code).isPresent()) return code;
        List<String> codes = codebook.datasets().stream().map(d -> d.code()).toList();
        throw new IllegalArgumentException(
                "There is no data set '%s'.%s /api/v1/datasets lists them."
                        .formatted(code, Nearest.hint(code, codes)));
    }

    private static long id(String text) {
        try {
            long id = Long.parseLong(text);
            if (id > 0) return id;
        } catch (NumberFormatException e) {
            // told below
        }
        throw new IllegalArgumentException(
                "'%s' is no id of an event: a whole number from 1.".formatted(text));
    }

    private static OutsideKey origin(String text) {
        return OutsideKey.parse(text)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "'%s' is no outside key. Write dataset:key, such as ucdp-ged:36210."
                                        .formatted(text)));
    }

    private static <C extends Enum<C> & Code> List<C> codes(
            Parameters parameters, String name, Class<C> list) {
        List<C> constants = Arrays.asList(list.getEnumConstants());
        return parameters.values(name, text -> Parameters.word(name, text, constants, Code::code));
    }

    private static <E extends Enum<E>> E word(String name, String text, E[] values) {
        return Parameters.word(
                name, text, Arrays.asList(values), value -> value.name().toLowerCase(Locale.ROOT));
    }
}
