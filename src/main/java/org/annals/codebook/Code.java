package org.annals.codebook;

import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Optional;

/// A value of a closed list, as written in JSON, CSV and the database.
@RegisterForReflection
public interface Code {

    /// The text that stands for it, such as `side-a`.
    @JsonValue
    String code();

    /// What people read, such as `Side A`.
    String label();

    /// The value whose code is exactly `text`.
    static <C extends Enum<C> & Code> Optional<C> of(Class<C> list, String text) {
        for (C value : list.getEnumConstants()) {
            if (value.code().equals(text)) return Optional.of(value);
        }
        return Optional.empty();
    }
}
