package org.annals.release;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.annals.platform.http.Bodies;
import org.annals.platform.http.ByteRange;
import org.annals.platform.http.JsonBody;
import org.annals.platform.http.JsonObject;
import org.annals.platform.http.Page;
import org.annals.platform.http.Parameters;
import org.annals.platform.http.Problem;
import org.annals.platform.http.ProblemType;
import org.annals.platform.http.PublicAddress;
import org.annals.platform.sql.Snapshots;
import org.annals.release.Release.Contents;
import org.annals.security.Caller;
import org.annals.security.Role;
import org.jspecify.annotations.Nullable;

/// `/releases`: states of the data with a name, their files, and how to cite them.
@Path("/api/v1/releases")
@RunOnVirtualThread
class ReleaseResource {

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,62}");
    private static final int LONGEST_TITLE = 200;
    private static final int PARTIAL = 206;
    private static final String FOR_GOOD = "max-age=31536000, immutable";

    /// How many events come under one licence; null where the data set names none.
    @RegisterForReflection
    record LicenceView(@Nullable String licence, long events) {}

    @RegisterForReflection
    record FileView(String name, String url, String mediaType, long length, String sha256) {}

    /// A release as it is shown. What has to be counted is null until `ready`.
    @RegisterForReflection
    record ReleaseView(
            String name,
            @Nullable String title,
            String url,
            String state,
            Instant at,
            String createdBy,
            @Nullable String reason,
            @Nullable Long events,
            @Nullable List<Contents.Part> datasets,
            @Nullable List<LicenceView> licences,
            List<FileView> files,
            @Nullable String checksum,
            Citation citation) {}

    private final Snapshots snapshots;
    private final Releases releases;
    private final ReleaseFiles files;
    private final Caller caller;
    private final PublicAddress address;
    private final Bodies bodies;

    ReleaseResource(
            Snapshots snapshots,
            Releases releases,
            ReleaseFiles files,
            Caller caller,
            PublicAddress address,
            Bodies bodies) {
        this.snapshots = snapshots;
        this.releases = releases;
        this.files = files;
        this.caller = caller;
        this.address = address;
        this.bodies = bodies;
    }

    @GET
    public Response list(@Context UriInfo uri) {
        Parameters.of(uri).done();
        String base = address.base(uri);
        List<ReleaseView> items =
                snapshots.read(snapshot ->
                        releases.all(snapshot).stream().map(each -> view(each, base)).toList());
        return new Page<>(items, Page.Total.exactly(items.size()), null)
                .answer()
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .build();
    }

    @POST
    @RolesAllowed(Role.Names.ADMIN)
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(InputStream body, @Context UriInfo uri) throws IOException {
        Parameters parameters = Parameters.of(uri);
        Optional<String> reason = parameters.text("reason").map(String::strip);
        parameters.done();
        JsonObject object = JsonObject.of(JsonBody.read(bodies.event(body)));
        String name = object.text("name", LONGEST_TITLE).orElse("");
        String title = object.text("title", LONGEST_TITLE).orElse("").strip();
        if (!NAME.matcher(name).matches()) {
            object.fault(
                    "name",
                    "A release is named by a letter and then letters, digits, '.', '_' and '-', 63 at most, such as v2024.1. What begins with a digit would read as a date.");
        }
        object.done(ProblemType.UNREADABLE_BODY);
        String base = address.base(uri);
        releases.create(
                name, title, caller.name(), reason.filter(r -> !r.isEmpty()).orElse(null), base);
        ReleaseView made = snapshots.read(snapshot -> view(releases.find(snapshot, name), base));
        return Response.created(URI.create(made.url()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(made)
                .build();
    }

    @GET
    @Path("/{name}")
    public Response get(@PathParam("name") String name, @Context UriInfo uri) {
        Parameters.of(uri).done();
        Release release = snapshots.read(snapshot -> releases.find(snapshot, name));
        return Response.ok(view(release, address.base(uri)), MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .build();
    }

    @GET
    @Path("/{name}/{file: events\\.[a-z]+\\.gz}")
    public Response file(
            @PathParam("name") String name,
            @PathParam("file") String wanted,
            @HeaderParam("Range") @Nullable String range,
            @HeaderParam("If-Range") @Nullable String ifRange,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch,
            @Context Request http,
            @Context UriInfo uri) {
        Parameters.of(uri).done();
        Release.File file = file(snapshots.read(snapshot -> releases.find(snapshot, name)), wanted);
        String tag = "\"" + file.sha256() + "\"";
        if (tag.equals(ifNoneMatch)) return headers(Response.notModified(), file).build();
        Optional<ByteRange> part =
                ifRange == null || ifRange.equals(tag)
                        ? ByteRange.read(range, file.length())
                        : Optional.empty();
        long first = part.map(ByteRange::first).orElse(0L);
        long last = part.map(ByteRange::last).orElse(file.length() - 1);
        StreamingOutput body = out -> files.send(name, file.name(), first, last, out);
        Response.ResponseBuilder answer =
                headers(Response.status(part.isEmpty() ? 200 : PARTIAL), file);
        part.ifPresent(p -> answer.header("Content-Range", p.of(file.length())));
        if (!http.getMethod().equals("HEAD")) answer.entity(body);
        return answer.type("application/gzip")
                .header(HttpHeaders.CONTENT_LENGTH, last - first + 1)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"annals-%s-%s\"".formatted(name, file.name()))
                .build();
    }

    private static Response.ResponseBuilder headers(
            Response.ResponseBuilder answer, Release.File file) {
        byte[] digest = HexFormat.of().parseHex(file.sha256());
        return answer.header(HttpHeaders.ETAG, "\"" + file.sha256() + "\"")
                .header("Accept-Ranges", "bytes")
                .header(
                        "Repr-Digest",
                        "sha-256=:%s:".formatted(Base64.getEncoder().encodeToString(digest)))
                .header(HttpHeaders.CACHE_CONTROL, FOR_GOOD);
    }

    private static Release.File file(Release release, String name) {
        if (!ReleaseFiles.NAMES.contains(name)) {
            throw Problem.of(
                    ProblemType.RECORD_NOT_FOUND,
                    "A release has no file '%s'. It has %s."
                            .formatted(name, String.join(" and ", ReleaseFiles.NAMES)));
        }
        if (release.contents().isEmpty()) {
            throw Problem.of(
                            ProblemType.BUSY,
                            "The files of release '%s' are being made.".formatted(release.name()))
                    .retryAfter(Duration.ofSeconds(5));
        }
        return release.files().stream()
                .filter(file -> file.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static ReleaseView view(Release release, String base) {
        Optional<Contents> contents = release.contents();
        return new ReleaseView(
                release.name(),
                release.title(),
                release.url(base),
                contents.isPresent() ? "ready" : "building",
                release.at(),
                release.createdBy(),
                release.reason(),
                contents.map(Contents::events).orElse(null),
                contents.map(Contents::datasets).orElse(null),
                contents.map(ReleaseResource::licences).orElse(null),
                contents.isEmpty()
                        ? List.of()
                        : release.files().stream().map(file -> view(file, release, base)).toList(),
                contents.isEmpty()
                        ? null
                        : release.files().stream()
                                .filter(file -> file.name().equals("events.ndjson.gz"))
                                .map(file -> "sha-256:" + file.sha256())
                                .findFirst()
                                .orElse(null),
                Citation.of(release, base));
    }

    private static List<LicenceView> licences(Contents contents) {
        return contents.licences().entrySet().stream()
                .map(entry ->
                        new LicenceView(
                                entry.getKey().isEmpty() ? null : entry.getKey(), entry.getValue()))
                .toList();
    }

    private static FileView view(Release.File file, Release release, String base) {
        return new FileView(
                file.name(),
                release.url(base) + "/" + file.name(),
                "application/gzip",
                file.length(),
                file.sha256());
    }
}
