package org.annals.timeline;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import org.annals.codebook.Codebooks;
import org.annals.platform.http.AsOf;
import org.annals.platform.http.Problem;
import org.annals.platform.http.ProblemType;
import org.annals.platform.http.SnapshotTag;
import org.annals.platform.sql.Snapshot;
import org.annals.timeline.HistogramRequest.Form;
import org.annals.timeline.HistogramView.Series;

/// `GET /timeline/histogram`: how many events and deaths in each bucket of time.
@Path("/api/v1/timeline/histogram")
@Blocking
class HistogramResource {

    private static final String CSV = "text/csv; charset=utf-8";

    private final AsOf asOf;
    private final Codebooks codebooks;
    private final Histogram histogram;
    private final Labels labels;

    HistogramResource(AsOf asOf, Codebooks codebooks, Histogram histogram, Labels labels) {
        this.asOf = asOf;
        this.codebooks = codebooks;
        this.histogram = histogram;
        this.labels = labels;
    }

    @GET
    public Response count(@Context UriInfo uri, @Context HttpHeaders headers) {
        return asOf.answer(
                uri,
                headers,
                (snapshot, parameters) -> {
                    HistogramRequest request =
                            HistogramRequest.read(parameters, codebooks.at(snapshot));
                    request.headline().in(snapshot);
                    Form form = request.form().orElseGet(() -> accepted(headers));
                    return SnapshotTag.of(snapshot, form.name())
                            .answer(
                                    headers.getHeaderString(HttpHeaders.IF_NONE_MATCH),
                                    () -> answer(view(snapshot, request), request, form));
                });
    }

    private HistogramView view(Snapshot snapshot, HistogramRequest request) {
        if (request.split() == Split.NONE && Histogram.takesOneStatement(request.query())) {
            snapshot.askOnce();
        }
        Optional<Buckets> found = histogram.buckets(snapshot, request.query(), request.unit());
        String split = request.split() == Split.NONE ? null : request.split().code();
        if (found.isEmpty()) {
            return new HistogramView(
                    request.unit().code(),
                    request.counting().code(),
                    List.of(),
                    0,
                    0,
                    split,
                    List.of());
        }
        Buckets buckets = found.get();
        BucketSums all = histogram.count(snapshot, request.query(), buckets, request.counting());
        return new HistogramView(
                request.unit().code(),
                request.counting().code(),
                all.buckets(),
                all.outside(),
                all.unbounded(),
                split,
                split == null ? List.of() : series(snapshot, request, buckets));
    }

    private List<Series> series(Snapshot snapshot, HistogramRequest request, Buckets buckets) {
        Dimension dimension = request.split().dimension();
        return histogram
                .split(
                        snapshot,
                        request.query(),
                        buckets,
                        request.counting(),
                        request.split(),
                        request.top())
                .entrySet()
                .stream()
                .map(value ->
                        Series.of(labels.of(snapshot, dimension, value.getKey()), value.getValue()))
                .toList();
    }

    private static Response.ResponseBuilder answer(
            HistogramView view, HistogramRequest request, Form form) {
        return switch (form) {
            case JSON -> Response.ok(view, MediaType.APPLICATION_JSON_TYPE);
            case CSV -> Response.ok(HistogramCsv.of(view, request.counting()), CSV);
        };
    }

    private static Form accepted(HttpHeaders headers) {
        for (MediaType type : headers.getAcceptableMediaTypes()) {
            if (type.isCompatible(MediaType.APPLICATION_JSON_TYPE)) return Form.JSON;
            if (type.isCompatible(MediaType.valueOf("text/csv"))) return Form.CSV;
        }
        throw Problem.of(
                ProblemType.NOT_ACCEPTABLE,
                "A histogram comes as application/json or text/csv; Accept names neither.");
    }
}
