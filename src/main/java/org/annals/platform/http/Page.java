package org.annals.platform.http;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One page of a list. `next` is null on the last page; `total` is null where it was not counted.
@RegisterForReflection
public record Page<T>(List<T> items, @Nullable Total total, @Nullable URI next) {

    /// How many match: exactly (`eq`) or at least (`gte`).
    public record Total(long value, String relation) {

        public static Total exactly(long value) {
            return new Total(value, "eq");
        }

        public static Total atLeast(long value) {
            return new Total(value, "gte");
        }
    }

    /// The same page with its items in another shape.
    public <U> Page<U> of(Function<T, U> shape) {
        return new Page<>(items.stream().map(shape).toList(), total, next);
    }

    /// The page as an answer, with `next` in a `Link` header too.
    public Response.ResponseBuilder answer() {
        Response.ResponseBuilder answer = Response.ok(this);
        if (next != null) answer.header("Link", "<" + next + ">; rel=\"next\"");
        return answer;
    }
}
