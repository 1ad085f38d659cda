package org.annals.platform.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// One state of the database, in which every statement of a read is answered.
///
/// `id` is equal for two snapshots only if they see equal data: the highest transaction number
/// would not do, since an older transaction may commit later. `references` counts the changes of
/// names.
///
/// It can look back: then the tables of events and names are read as they were at a [Past], by
/// every statement alike.
///
/// A trip to the database costs as much as a small page, so that what only prepares for a question
/// goes along with the first statement that asks one, and of a question that may be asked again it
/// is taken for granted what such a statement found last time. What comes back tells whether that
/// was right; if not, [Surprise] has it asked again.
public final class Snapshot implements AutoCloseable {

    /// What was taken for granted does not hold: the question is to be asked again in a new
    /// snapshot.
    static final class Surprise extends RuntimeException {

        Surprise() {
            super("what was taken for granted does not hold", null, false, false);
        }
    }

    /// What snapshots of one database have found, for those that come after.
    static final class Memory {

        private static final int POSITIONS = 256;

        final String database;
        private volatile long references = NONE;
        private final Map<Long, LookedBack> past = new ConcurrentHashMap<>();

        Memory(String database) {
            this.database = database;
        }

        private void keep(long position, LookedBack looked) {
            if (past.size() >= POSITIONS) past.clear();
            past.put(position, looked);
        }
    }

    private static final long NONE = -1;

    private static final Sql OPEN =
            Sql.of("select pg_current_snapshot()::text, version from reference_version");

    private static final Sql LOOK_BACK =
            Sql.of("select names, way from annals_look_back(:lookedBackTo)");

    private static final String TAKE_HEADLINE = "select annals_take_headline(%d)";

    private static final Sql PLAN_FOR_VALUES =
            Sql.of(
                    "select set_config('plan_cache_mode', 'force_custom_plan', true), set_config('work_mem', '64MB', true)");

    private static final Sql NO_TIME_LIMIT =
            Sql.of("select set_config('statement_timeout', '0', true)");

    private static final Sql READ_PAST =
            Sql.of("select annals_read_past(:lookedBackTo, :lookedBackNames, :lookedBackWay)");

    private record LookedBack(long names, String way) {

        static LookedBack read(ResultSet row) throws SQLException {
            return new LookedBack(row.getLong(1), row.getString(2));
        }
    }

    /// A statement that goes along with the next one; `seen` gets its row.
    private record Preparation(Sql sql, RowConsumer seen) {}

    private final Connection connection;
    private final Memory memory;
    private final boolean repeatable;
    private final List<Preparation> unsent = new ArrayList<>();
    private boolean begun;
    private boolean alone;
    private @Nullable String opened;
    private long references = NONE;
    private Optional<Past> past = Optional.empty();
    private int headline;
    // Where its tables lie, as a remark: the same words are another statement there, with another
    // plan.
    private String remark = "";

    /// Takes over a connection of a pool whose transactions are repeatable-read and read-only.
    ///
    /// @param repeatable whether a [Surprise] has the question asked again
    Snapshot(Connection connection, Memory memory, boolean repeatable) {
        this.connection = connection;
        this.memory = memory;
        this.repeatable = repeatable;
        if (repeatable) references = memory.references;
        unsent.add(new Preparation(OPEN, this::opened));
    }

    private void opened(ResultSet row) throws SQLException {
        opened = row.getString(1);
        long found = row.getLong(2);
        memory.references = found;
        if (references != NONE && references != found) throw new Surprise();
        references = found;
    }

    public String id() {
        String state =
                past.map(to -> "at " + to.position())
                        .orElseGet(() -> {
                            if (opened == null) send();
                            return String.valueOf(opened);
                        });
        return memory.database + " " + state + (headline == 0 ? "" : " by " + headline);
    }

    public long references() {
        if (references == NONE) send();
        return references;
    }

    /// Which database of which cluster it is of.
    public String database() {
        return memory.database;
    }

    /// Says that one statement will be all, which then needs no transaction around it.
    public void askOnce() {
        if (repeatable && !begun) alone = true;
    }

    /// Reads the past from here on.
    public void lookBack(Past to) {
        long position = to.position();
        LookedBack known = repeatable ? memory.past.get(position) : null;
        LookedBack looked;
        if (known == null) {
            looked = one(LOOK_BACK.with("lookedBackTo", Long.toString(position)), LookedBack::read);
            memory.keep(position, looked);
        } else {
            looked = known;
            // nothing is asked of the present
            unsent.clear();
            unsent.add(readPast(position, known));
        }
        references = looked.names();
        past = Optional.of(to);
        remark = "/* %s */ ".formatted(looked.way());
    }

    private Preparation readPast(long position, LookedBack known) {
        return new Preparation(
                READ_PAST
                        .with("lookedBackTo", Long.toString(position))
                        .with("lookedBackNames", known.names())
                        .with("lookedBackWay", known.way()),
                row -> {
                    if (row.getBoolean(1)) return;
                    memory.past.remove(position);
                    throw new Surprise();
                });
    }

    /// Reads date and toll of events by a rule of `V6__headline.sql` from here on; a past is looked
    /// back to before.
    public void takeHeadline(int rule) {
        prepare(Sql.of(TAKE_HEADLINE.formatted(rule)));
        headline = rule;
        remark = past.isPresent() ? "/* annals_past_headline */ " : "/* annals_headline */ ";
    }

    /// Whether sums are kept of what is read: of the present, with dates and tolls as editors have
    /// them.
    public boolean keepsSums() {
        return past.isEmpty() && headline == 0;
    }

    /// The state that is read; empty for the present.
    public Optional<Past> past() {
        return past;
    }

    /// Whether only few events had been written by then, all of them indexed by that alone.
    public boolean isEarly() {
        return remark.contains("early");
    }

    public <T> List<T> list(Sql sql, RowReader<T> reader) {
        begin();
        List<Preparation> before = List.copyOf(unsent);
        unsent.clear();
        List<Sql> all = new ArrayList<>();
        for (Preparation each : before) all.add(each.sql());
        all.add(sql.after(remark));
        try (PreparedStatement statement = Sql.join(";\n", all).prepare(connection)) {
            statement.execute();
            for (Preparation each : before) {
                try (ResultSet row = statement.getResultSet()) {
                    row.next();
                    each.seen().accept(row);
                }
                statement.getMoreResults();
            }
            List<T> list = new ArrayList<>();
            try (ResultSet rows = statement.getResultSet()) {
                while (rows.next()) list.add(reader.read(rows));
            }
            return list;
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }

    private void begin() {
        if (begun && alone) throw new Surprise();
        if (begun) return;
        begun = true;
        try {
            connection.setAutoCommit(alone);
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }

    private void prepare(Sql sql) {
        unsent.add(new Preparation(sql, row -> {}));
    }

    /// Sends what waits for a statement without one.
    private void send() {
        if (unsent.isEmpty()) return;
        Preparation last = unsent.removeLast();
        list(
                last.sql(),
                row -> {
                    last.seen().accept(row);
                    return true;
                });
    }

    /// Makes sure of what was taken for granted, where no statement has.
    void settle() {
        if (!begun) send();
    }

    public <T> Optional<T> first(Sql sql, RowReader<T> reader) {
        return list(sql, reader).stream().findFirst();
    }

    public <T> T one(Sql sql, RowReader<T> reader) {
        return first(sql, reader).orElseThrow();
    }

    /// Plans the statements that follow for their values: right where a word or a box is rare or
    /// common, which a generic plan cannot know. With more memory, since a bitmap that outgrows it
    /// has every event of a page of the table read again.
    public void planForValues() {
        prepare(PLAN_FOR_VALUES);
    }

    /// Lets the statements that follow take as long as their reader does.
    public void withoutTimeLimit() {
        prepare(NO_TIME_LIMIT);
    }

    /// Hands over each row as it comes, `batch` rows in memory at once.
    public void stream(Sql sql, int batch, RowConsumer consumer) {
        send();
        try (PreparedStatement statement = sql.after(remark).prepare(connection)) {
            statement.setFetchSize(batch);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) consumer.accept(rows);
            }
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }

    /// Takes one row of a stream.
    @FunctionalInterface
    public interface RowConsumer {
        void accept(ResultSet row) throws SQLException;
    }

    @Override
    public void close() {
        try (connection) {
            if (begun && !alone) connection.rollback();
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }
}
