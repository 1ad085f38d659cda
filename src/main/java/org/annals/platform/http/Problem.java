package org.annals.platform.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A request that cannot be answered as asked: what, why, and what would be right.
///
/// Thrown where the mistake is found; [ProblemMappers] alone makes the answer.
public final class Problem extends RuntimeException {

    /// One thing that is wrong: in which `parameter`, or where in the body (`pointer`, RFC 6901).
    @RegisterForReflection
    public record Fault(
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String parameter,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String pointer,
            @Nullable String value,
            String message) {

        private static final int LONGEST_QUOTE = 200;

        public Fault {
            if (value != null && value.length() > LONGEST_QUOTE) {
                value = value.substring(0, LONGEST_QUOTE) + "…";
            }
        }

        public static Fault inParameter(String parameter, @Nullable String value, String message) {
            return new Fault(parameter, null, value, message);
        }

        public static Fault at(String pointer, @Nullable String value, String message) {
            return new Fault(null, pointer, value, message);
        }
    }

    private final ProblemType type;
    private final List<Fault> faults;
    private final Map<String, String> headers;

    private Problem(
            ProblemType type, String detail, List<Fault> faults, Map<String, String> headers) {
        // An expected answer: the stack is of no use, and filling it costs more than the answer.
        super(detail, null, false, false);
        this.type = type;
        this.faults = List.copyOf(faults);
        this.headers = headers;
    }

    public static Problem of(ProblemType type, String detail) {
        return new Problem(type, detail, List.of(), Map.of());
    }

    /// A problem whose detail is the first fault, or says how many there are.
    public static Problem of(ProblemType type, List<Fault> faults) {
        String detail = faults.getFirst().message();
        if (faults.size() > 1) detail += " (and " + (faults.size() - 1) + " more, see 'errors')";
        return new Problem(type, detail, faults, Map.of());
    }

    public Problem with(Fault fault) {
        List<Fault> more = new ArrayList<>(faults);
        more.add(fault);
        return new Problem(type, detail(), more, headers);
    }

    public Problem withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Problem(type, detail(), faults, more);
    }

    public Problem retryAfter(Duration wait) {
        return withHeader("Retry-After", Long.toString(Math.max(1, wait.toSeconds())));
    }

    public ProblemType type() {
        return type;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    public List<Fault> faults() {
        return faults;
    }

    public Map<String, String> headers() {
        return headers;
    }
}
