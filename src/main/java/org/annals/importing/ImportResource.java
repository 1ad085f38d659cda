package org.annals.importing;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import org.annals.importing.ImportReports.ComplaintView;
import org.annals.importing.ImportReports.Report;
import org.annals.platform.http.Page;
import org.annals.platform.http.PageRequest;
import org.annals.platform.http.Parameters;
import org.annals.platform.http.PublicAddress;
import org.annals.platform.sql.Snapshots;
import org.annals.security.Caller;
import org.annals.security.Role;

/// Files taken in, and what became of them.
@Path("/api/v1/imports")
@RunOnVirtualThread
class ImportResource {

    private final Imports imports;
    private final ImportReports reports;
    private final Undo undo;
    private final Snapshots snapshots;
    private final Caller caller;
    private final PublicAddress address;

    ImportResource(
            Imports imports,
            ImportReports reports,
            Undo undo,
            Snapshots snapshots,
            Caller caller,
            PublicAddress address) {
        this.imports = imports;
        this.reports = reports;
        this.undo = undo;
        this.snapshots = snapshots;
        this.caller = caller;
        this.address = address;
    }

    @POST
    @RolesAllowed(Role.Names.EDITOR)
    @Consumes({
        "text/csv",
        "application/x-ndjson",
        "application/ndjson",
        "application/json",
        "text/plain",
        MediaType.APPLICATION_OCTET_STREAM
    })
    public Response receive(InputStream body, @Context UriInfo uri) throws IOException {
        Parameters parameters = Parameters.of(uri);
        ImportFormat format = parameters.value("format", imports::format).orElse(null);
        if (format == null && !parameters.has("format")) {
            parameters.missing(
                    "format", "Say how the file is to be read: format=ucdp-ged or format=ndjson.");
        }
        Edition edition =
                new Edition(
                        parameters.value("dataset", ImportResource::dataset).orElse(null),
                        parameters.text("version").orElse(null));
        String reason = parameters.text("reason").orElse(null);
        parameters.done();
        if (format == null) throw new IllegalStateException("done() refuses a missing format");
        long id =
                imports.receive(new Imports.Request(format, edition, caller.name(), reason), body);
        Report report = snapshots.read(snapshot -> reports.get(snapshot, id));
        return Response.accepted(report)
                .location(URI.create(address.base(uri) + "/api/v1/imports/" + id))
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header("Cache-Control", "no-store")
                .build();
    }

    private static String dataset(String code) {
        if (code.matches("[a-z0-9][a-z0-9._-]{0,62}")) return code;
        throw new IllegalArgumentException(
                "'%s' cannot name a data set: small letters, digits, '.', '_' and '-', at most 63, such as ucdp-ged."
                        .formatted(code));
    }

    @GET
    public Response list(@Context UriInfo uri) {
        Parameters parameters = Parameters.of(uri);
        PageRequest request = PageRequest.read(parameters);
        parameters.done();
        Page<Report> page = snapshots.read(snapshot -> reports.list(snapshot, request, uri));
        return page.answer()
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header("Cache-Control", "no-cache")
                .build();
    }

    @GET
    @Path("/{id}")
    public Response get(@PathParam("id") String id, @Context UriInfo uri) {
        Parameters.of(uri).done();
        Report report = snapshots.read(snapshot -> reports.get(snapshot, ImportReports.number(id)));
        return Response.ok(report)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header("Cache-Control", "no-cache")
                .build();
    }

    @POST
    @Path("/{id}/undo")
    @RolesAllowed(Role.Names.ADMIN)
    public Response undo(@PathParam("id") String text, @Context UriInfo uri) {
        Parameters parameters = Parameters.of(uri);
        String reason = parameters.text("reason").map(String::strip).orElse("");
        if (reason.isEmpty()) {
            parameters.missing(
                    "reason", "Say why: ?reason=…, which readers of the events will see.");
        }
        parameters.done();
        long id = ImportReports.number(text);
        undo.undo(id, caller.name(), reason);
        Report report = snapshots.read(snapshot -> reports.get(snapshot, id));
        return Response.ok(report)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header("Cache-Control", "no-store")
                .build();
    }

    @GET
    @Path("/{id}/complaints")
    public Response complaints(@PathParam("id") String id, @Context UriInfo uri) {
        Parameters parameters = Parameters.of(uri);
        PageRequest request = PageRequest.read(parameters);
        parameters.done();
        Page<ComplaintView> page =
                snapshots.read(snapshot ->
                        reports.complaints(snapshot, ImportReports.number(id), request, uri));
        return page.answer()
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header("Cache-Control", "no-cache")
                .build();
    }
}
