package org.annals.dating;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.annals.event.DateView;
import org.annals.platform.http.Parameters;
import org.annals.time.DatePhrase;
import org.annals.time.EventDate;
import org.annals.time.NumericOrder;
import org.jspecify.annotations.Nullable;

/// `GET /dates`: what a date text means, so that a form can check while one types.
@Path("/api/v1/dates")
@RunOnVirtualThread
class DateResource {

    @RegisterForReflection
    record Reading(DateView date, @Nullable String rule, @Nullable Integer ucdpPrecision) {}

    private record Order(String code, NumericOrder order) {}

    private static final List<Order> ORDERS =
            List.of(
                    new Order("day-first", NumericOrder.DAY_FIRST),
                    new Order("month-first", NumericOrder.MONTH_FIRST));

    private final Clock clock;

    DateResource(Clock clock) {
        this.clock = clock;
    }

    @GET
    public Response read(@Context UriInfo uri) {
        Parameters parameters = Parameters.of(uri);
        boolean words = parameters.has("text");
        if (words && parameters.has("edtf")) {
            parameters.conflict("edtf", "text", "Give the date as 'edtf' or as 'text', not both.");
        } else if (!words && !parameters.has("edtf")) {
            parameters.missing(
                    "edtf",
                    "Give a date: edtf=2013-01, or text=early March 2012 as a report has it.");
        }
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        LocalDate confirmed = parameters.day("confirmed").orElse(today);
        LocalDate reported = parameters.day("reported").orElse(null);
        NumericOrder order =
                parameters
                        .value("order", text -> Parameters.word("order", text, ORDERS, Order::code))
                        .map(Order::order)
                        .orElse(NumericOrder.UNKNOWN);
        Optional<Reading> reading =
                words
                        ? parameters.value(
                                "text", text -> inWords(text, reported, order, confirmed))
                        : parameters.value(
                                "edtf",
                                text ->
                                        new Reading(
                                                DateView.of(
                                                        EventDate.parse(text),
                                                        confirmed,
                                                        null,
                                                        null),
                                                null,
                                                null));
        parameters.done();
        return Response.ok(reading.orElseThrow())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header("Cache-Control", "no-cache")
                .build();
    }

    private static Reading inWords(
            String text, @Nullable LocalDate reported, NumericOrder order, LocalDate confirmed) {
        DatePhrase phrase = DatePhrase.read(text, reported, order);
        return new Reading(
                DateView.of(phrase.date(), confirmed, text, reported),
                phrase.rule(),
                phrase.precision());
    }
}
