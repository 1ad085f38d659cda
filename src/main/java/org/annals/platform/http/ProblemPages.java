package org.annals.platform.http;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/// The page to which the `type` of a problem leads.
@Path("/problems/{slug}")
class ProblemPages {

    private static final String PAGE =
            """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <title>%1$s – Annals</title>
            <h1>%1$s</h1>
            <p>Status %2$d. %3$s</p>
            <p>%4$s</p>
            """;

    @GET
    @Produces(MediaType.TEXT_HTML)
    public Response page(@PathParam("slug") String slug) {
        ProblemType type =
                ProblemType.ofSlug(slug)
                        .orElseThrow(() ->
                                Problem.of(
                                        ProblemType.RECORD_NOT_FOUND,
                                        "There is no problem type '%s'.".formatted(slug)));
        return Response.ok(
                        PAGE.formatted(
                                text(type.title()),
                                type.status(),
                                text(type.meaning()),
                                text(type.remedy())))
                .header("Cache-Control", "public, max-age=86400")
                .build();
    }

    private static String text(String plain) {
        return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
