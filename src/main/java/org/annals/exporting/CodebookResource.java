package org.annals.exporting;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.annals.codebook.ActorRole;
import org.annals.codebook.Code;
import org.annals.codebook.Codebook;
import org.annals.codebook.Codebooks;
import org.annals.codebook.Country;
import org.annals.codebook.EventStatus;
import org.annals.codebook.KindView;
import org.annals.codebook.LinkRel;
import org.annals.codebook.PlacePrecision;
import org.annals.codebook.ViolenceType;
import org.annals.event.EventFormat;
import org.annals.event.EventOrder;
import org.annals.platform.http.Parameters;
import org.annals.platform.http.SnapshotTag;
import org.annals.platform.sql.Snapshots;
import org.annals.security.Role;
import org.annals.time.Match;
import org.annals.time.Precision;
import org.annals.time.Qualifier;
import org.jspecify.annotations.Nullable;

/// Every code of every field with what it stands for, and the columns of the flat formats.
@Path("/api/v1/codebook")
@RunOnVirtualThread
class CodebookResource {

    /// The version of Annals that first had today's columns; a column added later says its own.
    private static final String FIRST = "0.1.0";

    @RegisterForReflection
    record CodeView(String code, String label) {

        static CodeView of(Code code) {
            return new CodeView(code.code(), code.label());
        }

        /// A code that says what it means, with its hyphens as blanks.
        static CodeView plain(String code) {
            String label = code.replace('-', ' ').strip();
            return new CodeView(
                    code, label.substring(0, 1).toUpperCase(Locale.ROOT) + label.substring(1));
        }
    }

    @RegisterForReflection
    record CountryView(
            String alpha3,
            @Nullable String alpha2,
            String name,
            boolean iso,
            List<Country.GleditschWard> gw) {

        static CountryView of(Country country) {
            return new CountryView(
                    country.alpha3(),
                    country.alpha2(),
                    country.name(),
                    country.iso(),
                    country.gw());
        }
    }

    @RegisterForReflection
    record CodebookView(
            List<KindView> kinds,
            List<CountryView> countries,
            List<CodeView> datasets,
            List<CodeView> statuses,
            List<CodeView> violenceTypes,
            List<CodeView> placePrecisions,
            List<CodeView> datePrecisions,
            List<CodeView> dateQualifiers,
            List<CodeView> actorRoles,
            List<CodeView> linkRels,
            List<CodeView> matches,
            List<CodeView> formats,
            List<CodeView> sorts,
            List<CodeView> roles) {}

    @RegisterForReflection
    record Column(
            String name, String type, @Nullable String path, String description, String added) {}

    @RegisterForReflection
    record Columns(List<Column> columns) {}

    private final Snapshots snapshots;
    private final Codebooks codebooks;
    private final Instance<EventFormat> formats;

    CodebookResource(Snapshots snapshots, Codebooks codebooks, @Any Instance<EventFormat> formats) {
        this.snapshots = snapshots;
        this.codebooks = codebooks;
        this.formats = formats;
    }

    @GET
    public Response codebook(
            @Context UriInfo uri,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {
        Parameters.of(uri).done();
        return snapshots.read(snapshot ->
                SnapshotTag.ofReferences(snapshot)
                        .answer(
                                ifNoneMatch,
                                () ->
                                        Response.ok(view(codebooks.at(snapshot)))
                                                .type(MediaType.APPLICATION_JSON_TYPE)));
    }

    private CodebookView view(Codebook codebook) {
        List<CodeView> all = new ArrayList<>(List.of(CodeView.plain("json")));
        formats.stream().map(EventFormat::code).sorted().map(CodeView::plain).forEach(all::add);
        return new CodebookView(
                codebook.kinds().all().stream()
                        .map(kind -> KindView.of(kind, codebook.kinds()))
                        .toList(),
                codebook.countries().all().stream().map(CountryView::of).toList(),
                codebook.datasets().stream()
                        .map(dataset -> new CodeView(dataset.code(), dataset.name()))
                        .toList(),
                codes(EventStatus.values()),
                codes(ViolenceType.values()),
                codes(PlacePrecision.values()),
                plain(Arrays.stream(Precision.values()).map(Precision::code)),
                plain(Arrays.stream(Qualifier.values()).map(Qualifier::code)),
                codes(ActorRole.values()),
                codes(LinkRel.values()),
                plain(Arrays.stream(Match.values()).map(Match::code)),
                all,
                plain(Arrays.stream(EventOrder.values()).map(EventOrder::code)),
                plain(Arrays.stream(Role.values()).map(Role::code)));
    }

    private static List<CodeView> codes(Code[] codes) {
        return Arrays.stream(codes).map(CodeView::of).toList();
    }

    private static List<CodeView> plain(Stream<String> codes) {
        return codes.map(CodeView::plain).toList();
    }

    @GET
    @Path("/columns")
    public Response columns(@Context UriInfo uri) {
        Parameters.of(uri).done();
        List<Column> columns =
                Arrays.stream(EventColumn.values())
                        .map(column ->
                                new Column(
                                        column.columnName(),
                                        column.type().name().toLowerCase(Locale.ROOT),
                                        column.path(),
                                        column.description(),
                                        FIRST))
                        .toList();
        return Response.ok(new Columns(columns))
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header("Cache-Control", "no-cache")
                .build();
    }
}
