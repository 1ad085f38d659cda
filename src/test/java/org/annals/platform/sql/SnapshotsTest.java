package org.annals.platform.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.annals.support.TestDatabase;
import org.junit.jupiter.api.Test;

/// A question that may be asked again is answered in one state, whatever was taken for granted.
@QuarkusTest
class SnapshotsTest {

    private static final Sql VERSION = Sql.of("select version from reference_version");
    private static final Sql STATE = Sql.of("select pg_current_snapshot()::text");
    private static final Sql MODE = Sql.of("select current_setting('plan_cache_mode')");

    @Inject Snapshots snapshots;

    private static void makeTag(String name) throws SQLException {
        try (Connection connection = TestDatabase.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("insert into tag(name) values ('" + name + "')");
        }
    }

    private static String text(Snapshot snapshot, Sql sql) {
        return snapshot.one(sql, row -> row.getString(1));
    }

    @Test
    void names_that_changed_since_have_it_asked_again() throws SQLException {
        snapshots.ask(Snapshot::references);
        makeTag("asked-again");
        AtomicInteger times = new AtomicInteger();
        List<String> seen =
                snapshots.ask(snapshot -> {
                    times.incrementAndGet();
                    return List.of(Long.toString(snapshot.references()), text(snapshot, VERSION));
                });
        assertEquals(2, times.get());
        assertEquals(seen.getFirst(), seen.getLast());
    }

    @Test
    void what_no_statement_made_sure_of_is_made_sure_of_at_the_end() throws SQLException {
        long before = snapshots.ask(Snapshot::references);
        makeTag("made-sure-of");
        assertEquals(before + 1, snapshots.ask(Snapshot::references));
    }

    @Test
    void a_second_statement_after_one_that_was_to_be_all_is_of_the_same_state() {
        AtomicInteger times = new AtomicInteger();
        List<String> seen =
                snapshots.ask(snapshot -> {
                    times.incrementAndGet();
                    snapshot.askOnce();
                    return List.of(text(snapshot, STATE), text(snapshot, STATE), snapshot.id());
                });
        assertEquals(2, times.get());
        assertEquals(seen.get(0), seen.get(1));
        assertEquals(snapshots.read(Snapshot::database) + " " + seen.get(0), seen.get(2));
    }

    @Test
    void what_prepares_holds_for_one_statement_and_for_all_but_not_beyond() {
        for (boolean once : List.of(true, false)) {
            String mode =
                    snapshots.ask(snapshot -> {
                        if (once) snapshot.askOnce();
                        snapshot.planForValues();
                        return text(snapshot, MODE);
                    });
            assertEquals("force_custom_plan", mode);
            String id =
                    snapshots.ask(snapshot -> {
                        snapshot.askOnce();
                        return text(snapshot, STATE) + snapshot.id();
                    });
            assertEquals(snapshots.ask(snapshot -> text(snapshot, STATE) + snapshot.id()), id);
            assertEquals("force_generic_plan", snapshots.ask(snapshot -> text(snapshot, MODE)));
        }
    }
}
