package org.annals.event;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.annals.platform.sql.Snapshot;
import org.annals.platform.sql.Sql;
import org.jspecify.annotations.Nullable;

/// Reads what the sources of an event say, each for itself, and since when it stands here.
@ApplicationScoped
class Claims {

    /// One source; `says` is null where it is only named.
    ///
    /// @param since when this was first recorded
    @RegisterForReflection
    record Claim(
            @Nullable String name,
            @Nullable String url,
            @Nullable String published,
            @Nullable String headline,
            @JsonRawValue @Nullable String says,
            Instant since) {}

    // What a source says is the same as long as it says so in the same words.
    private static final Sql CLAIMS =
            Sql.of(
                    """
                    select s.source ->> 'name', s.source ->> 'url', s.source ->> 'published', s.source ->> 'headline',
                           nullif(s.source -> 'says', 'null'),
                           (select min(v.recorded_at)
                              from (select recorded_at, sources from event where id = :id
                                    union all
                                    select recorded_at, sources from event_history where id = :id) v
                             where v.sources @> jsonb_build_array(s.source))
                      from event e
                     cross join lateral jsonb_array_elements(e.sources) with ordinality s(source, place)
                     where e.id = :id
                     order by s.place
                    """);

    List<Claim> of(Snapshot snapshot, long id) {
        return snapshot.list(
                CLAIMS.with("id", id),
                row ->
                        new Claim(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5),
                                row.getObject(6, OffsetDateTime.class).toInstant()));
    }
}
