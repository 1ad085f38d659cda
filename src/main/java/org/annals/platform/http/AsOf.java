package org.annals.platform.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.annals.platform.sql.Past;
import org.annals.platform.sql.Snapshot;
import org.annals.platform.sql.Snapshots;
import org.annals.platform.sql.Sql;

/// Answers questions about the present, or about the state that `asOf` or `Accept-Datetime` (RFC
/// 7089) names: the newest that was noted by then, or that of a release.
@ApplicationScoped
public class AsOf {

    /// Answers in one state of the data; it reads its parameters, and is done with them.
    @FunctionalInterface
    public interface Question {
        Response ask(Snapshot snapshot, Parameters parameters);
    }

    private sealed interface Wanted {
        record At(Instant instant) implements Wanted {}

        record Release(String name) implements Wanted {}
    }

    private static final String PARAMETER = "asOf";
    private static final String ACCEPT_DATETIME = "Accept-Datetime";
    // A state that is being noted at this moment may still be older than now.
    private static final Duration SETTLED = Duration.ofSeconds(10);
    private static final int KEPT = 256;
    private static final Pattern DATE = Pattern.compile("[-+]?[0-9].*");
    // As RFC 9110 wants it, with two digits of the day.
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private static final Sql MARK =
            Sql.of(
                    """
                    select at, position::text::bigint
                      from mark
                     where at <= :instant
                     order by at desc
                     limit 1
                    """);
    private static final Sql RELEASE =
            Sql.of("select at, position::text::bigint from release where name = :name");
    private static final Sql RELEASES = Sql.of("select name from release order by name");

    private final Snapshots snapshots;
    private final PublicAddress address;
    private final Clock clock;
    private final Map<Wanted, Past> found = new ConcurrentHashMap<>();

    AsOf(Snapshots snapshots, PublicAddress address, Clock clock) {
        this.snapshots = snapshots;
        this.address = address;
        this.clock = clock;
    }

    /// The answer, and what it is a memento of.
    public Response answer(UriInfo uri, HttpHeaders headers, Question question) {
        return snapshots.ask(snapshot -> {
            Parameters parameters = Parameters.of(uri);
            Optional<Wanted> named = parameters.value(PARAMETER, this::read);
            Optional<Wanted> accepted =
                    parameters.has(PARAMETER)
                            ? Optional.empty()
                            : Optional.ofNullable(headers.getHeaderString(ACCEPT_DATETIME))
                                    .map(AsOf::accepted);
            named.or(() -> accepted)
                    .map(wanted -> find(wanted, snapshot))
                    .ifPresent(snapshot::lookBack);
            Response response = question.ask(snapshot, parameters);
            if (snapshot.past().isPresent()) {
                Past past = snapshot.past().get();
                describe(response.getHeaders(), uri, past, named.filter(this::isSettled));
                if (accepted.isPresent()) {
                    response.getHeaders()
                            .putSingle(
                                    HttpHeaders.CONTENT_LOCATION,
                                    address.with(uri, PARAMETER, past.at().toString()).toString());
                }
            }
            return response;
        });
    }

    private void describe(
            MultivaluedMap<String, Object> headers,
            UriInfo uri,
            Past past,
            Optional<Wanted> settled) {
        headers.putSingle("Memento-Datetime", HTTP_DATE.format(past.at()));
        headers.add(
                HttpHeaders.LINK,
                "<%s>; rel=\"original timegate\"".formatted(address.without(uri, PARAMETER)));
        if (settled.isPresent()) {
            headers.putSingle(HttpHeaders.CACHE_CONTROL, "max-age=31536000, immutable");
        }
    }

    private boolean isSettled(Wanted wanted) {
        return switch (wanted) {
            case Wanted.At(Instant instant) -> instant.isBefore(clock.instant().minus(SETTLED));
            case Wanted.Release release -> true;
        };
    }

    private Wanted read(String text) {
        if (!DATE.matcher(text).matches()) return new Wanted.Release(text);
        Instant instant;
        try {
            instant = IsoText.instant(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'%s' is neither an instant nor the name of a release. A day has many states: say with time and zone which is meant, such as 2023-02-05T00:00:00Z."
                            .formatted(text),
                    e);
        }
        if (instant.isAfter(clock.instant())) {
            throw new IllegalArgumentException(
                    "'%s' lies in the future, whose state nobody knows yet: it is %s now."
                            .formatted(text, clock.instant()));
        }
        return new Wanted.At(instant);
    }

    private static Wanted accepted(String text) {
        try {
            return new Wanted.At(
                    ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
        } catch (DateTimeException e) {
            throw Problem.of(
                    ProblemType.MALFORMED_REQUEST,
                    "The header Accept-Datetime is '%s'. Write it like 'Sun, 05 Feb 2023 00:00:00 GMT'."
                            .formatted(text));
        }
    }

    /// Who looks back mostly does so to one state again and again.
    private Past find(Wanted wanted, Snapshot snapshot) {
        if (!isSettled(wanted)) return look(wanted, snapshot);
        Past known = found.get(wanted);
        if (known != null) return known;
        Past past = look(wanted, snapshot);
        if (found.size() >= KEPT) found.clear();
        found.put(wanted, past);
        return past;
    }

    private static Past look(Wanted wanted, Snapshot snapshot) {
        return switch (wanted) {
            case Wanted.At(Instant instant) ->
                    snapshot.first(
                                    MARK.with("instant", instant.atOffset(ZoneOffset.UTC)),
                                    AsOf::past)
                            // before all that was noted, and so before all that there was
                            .orElseGet(() -> new Past(instant, 0));
            case Wanted.Release(String name) ->
                    snapshot.first(RELEASE.with("name", name), AsOf::past)
                            .orElseThrow(() -> unknown(name, snapshot));
        };
    }

    private static Past past(ResultSet row) throws SQLException {
        return new Past(row.getObject(1, OffsetDateTime.class).toInstant(), row.getLong(2));
    }

    private static Problem unknown(String name, Snapshot snapshot) {
        List<String> names = snapshot.list(RELEASES, row -> row.getString(1));
        return Problem.of(
                ProblemType.UNREADABLE_PARAMETER,
                List.of(
                        Problem.Fault.inParameter(
                                PARAMETER,
                                name,
                                "'%s' is neither an instant, such as 2023-02-05T00:00:00Z, nor the name of a release.%s /api/v1/releases lists them."
                                        .formatted(name, Nearest.hint(name, names)))));
    }
}
