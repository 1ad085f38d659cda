package org.annals.release;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.annals.platform.http.Cursor;
import org.annals.platform.http.Page;
import org.annals.platform.http.PageRequest;
import org.annals.platform.http.Parameters;
import org.annals.platform.http.Problem;
import org.annals.platform.http.ProblemType;
import org.annals.platform.http.PublicAddress;
import org.annals.platform.sql.Snapshot;
import org.annals.platform.sql.Snapshots;
import org.annals.release.Difference.Changed;
import org.annals.release.Difference.Kind;
import org.annals.release.Difference.Side;
import org.annals.release.Difference.Summary;
import org.jspecify.annotations.Nullable;

/// `/releases/{a}/diff/{b}`: what is otherwise in `b` than in `a`, in sums and event by event.
@Path("/api/v1/releases/{older}/diff/{newer}")
@RunOnVirtualThread
class DifferenceResource {

    private static final String FOR_GOOD = "max-age=31536000, immutable";
    private static final String CSV = "text/csv; charset=utf-8";

    @RegisterForReflection
    record End(String name, Instant at) {}

    @RegisterForReflection
    record View(
            End from,
            End to,
            Difference.Counts events,
            Difference.Toll fatalities,
            List<Difference.Share> years,
            List<Difference.Share> countries,
            List<Difference.Share> conflicts,
            String changed) {}

    @RegisterForReflection
    record ChangedView(
            Kind change,
            long id,
            String url,
            @Nullable Long mergedInto,
            @Nullable Side before,
            @Nullable Side after) {}

    private record Ends(Release older, Release newer) {}

    private final Snapshots snapshots;
    private final Releases releases;
    private final Difference difference;
    private final PublicAddress address;

    DifferenceResource(
            Snapshots snapshots, Releases releases, Difference difference, PublicAddress address) {
        this.snapshots = snapshots;
        this.releases = releases;
        this.difference = difference;
        this.address = address;
    }

    @GET
    public Response summary(
            @PathParam("older") String from, @PathParam("newer") String to, @Context UriInfo uri) {
        Parameters.of(uri).done();
        return snapshots.read(snapshot -> {
            Ends ends = ends(snapshot, from, to);
            Summary found = difference.summary(snapshot, ends.older().past(), ends.newer().past());
            return Response.ok(
                            new View(
                                    end(ends.older()),
                                    end(ends.newer()),
                                    found.events(),
                                    found.fatalities(),
                                    found.years(),
                                    found.countries(),
                                    found.conflicts(),
                                    "%s/diff/%s/events"
                                            .formatted(ends.older().url(address.base(uri)), to)),
                            MediaType.APPLICATION_JSON_TYPE)
                    .header(HttpHeaders.CACHE_CONTROL, FOR_GOOD)
                    .build();
        });
    }

    @GET
    @Path("/events")
    public Response events(
            @PathParam("older") String from, @PathParam("newer") String to, @Context UriInfo uri) {
        Parameters parameters = Parameters.of(uri);
        List<Kind> all = Arrays.asList(Kind.values());
        List<Kind> kinds =
                parameters.values(
                        "change", text -> Parameters.word("change", text, all, Kind::code));
        boolean csv =
                parameters
                        .value(
                                "format",
                                text ->
                                        Parameters.word(
                                                "format",
                                                text,
                                                List.of("json", "csv"),
                                                code -> code))
                        .filter("csv"::equals)
                        .isPresent();
        PageRequest request = PageRequest.read(parameters);
        parameters.done();
        String identity = "difference of %s and %s: %s".formatted(from, to, kinds);
        long after = request.cursor().map(text -> Cursor.decode(text, identity).first()).orElse(0L);
        return snapshots.read(snapshot -> {
            Ends ends = ends(snapshot, from, to);
            List<Changed> found =
                    difference.events(
                            snapshot,
                            ends.older().past(),
                            ends.newer().past(),
                            kinds.isEmpty() ? all : kinds,
                            after,
                            request.limit() + 1);
            URI next = null;
            if (found.size() > request.limit()) {
                found = found.subList(0, request.limit());
                next =
                        address.with(
                                uri,
                                "cursor",
                                new Cursor(found.getLast().id(), 0).encode(identity));
            }
            return answer(found, next, csv, address.base(uri))
                    .header(HttpHeaders.CACHE_CONTROL, FOR_GOOD)
                    .build();
        });
    }

    private static Response.ResponseBuilder answer(
            List<Changed> found, @Nullable URI next, boolean csv, String base) {
        if (!csv) {
            return new Page<>(found, null, next)
                    .of(each ->
                            new ChangedView(
                                    each.change(),
                                    each.id(),
                                    url(each, base),
                                    each.mergedInto(),
                                    each.before(),
                                    each.after()))
                    .answer()
                    .type(MediaType.APPLICATION_JSON_TYPE);
        }
        Response.ResponseBuilder answer = Response.ok(DifferenceCsv.of(found, base), CSV);
        if (next != null) answer.header(HttpHeaders.LINK, "<" + next + ">; rel=\"next\"");
        return answer;
    }

    static String url(Changed changed, String base) {
        return base + "/api/v1/events/" + changed.id();
    }

    private static End end(Release release) {
        return new End(release.name(), release.at());
    }

    private Ends ends(Snapshot snapshot, String from, String to) {
        Release older = releases.find(snapshot, from);
        Release newer = releases.find(snapshot, to);
        if (older.past().position() > newer.past().position()) {
            throw Problem.of(
                    ProblemType.CONFLICTING_PARAMETERS,
                    "Release '%1$s' is newer than '%2$s'. Ask for /api/v1/releases/%2$s/diff/%1$s."
                            .formatted(from, to));
        }
        return new Ends(older, newer);
    }
}
