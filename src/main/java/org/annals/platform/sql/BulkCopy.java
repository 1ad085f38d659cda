package org.annals.platform.sql;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// Writes many rows into one table by COPY, in its text format. The rows are in the table once
/// [#end] was called; closing without it gives them up.
public final class BulkCopy implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    private final CopyIn copy;
    private final StringBuilder buffer = new StringBuilder(BUFFER + (BUFFER >> 2));
    private boolean first = true;

    public BulkCopy(Connection connection, String table, List<String> columns) {
        try {
            copy =
                    connection
                            .unwrap(PGConnection.class)
                            .getCopyAPI()
                            .copyIn(
                                    "copy %s(%s) from stdin"
                                            .formatted(table, String.join(", ", columns)));
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }

    /// The next value of the row: text, number, boolean, `byte[]`, `int[]`, `short[]`; null is
    /// null.
    public BulkCopy value(@Nullable Object value) {
        if (!first) buffer.append('\t');
        first = false;
        switch (value) {
            case null -> buffer.append("\\N");
            case String text -> escaped(text);
            case byte[] bytes -> buffer.append("\\\\x").append(HexFormat.of().formatHex(bytes));
            case int[] numbers -> {
                buffer.append('{');
                for (int i = 0; i < numbers.length; i++) {
                    if (i > 0) buffer.append(',');
                    buffer.append(numbers[i]);
                }
                buffer.append('}');
            }
            case short[] numbers -> {
                buffer.append('{');
                for (int i = 0; i < numbers.length; i++) {
                    if (i > 0) buffer.append(',');
                    buffer.append(numbers[i]);
                }
                buffer.append('}');
            }
            default -> buffer.append(value);
        }
        return this;
    }

    private void escaped(String text) {
        int written = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > '\r' && c != '\\') continue;
            String escape =
                    switch (c) {
                        case '\\' -> "\\\\";
                        case '\t' -> "\\t";
                        case '\n' -> "\\n";
                        case '\r' -> "\\r";
                        default -> null;
                    };
            if (escape == null) continue;
            buffer.append(text, written, i).append(escape);
            written = i + 1;
        }
        buffer.append(text, written, text.length());
    }

    public void endRow() {
        buffer.append('\n');
        first = true;
        if (buffer.length() >= BUFFER) send();
    }

    private void send() {
        byte[] bytes = buffer.toString().getBytes(StandardCharsets.UTF_8);
        buffer.setLength(0);
        try {
            copy.writeToCopy(bytes, 0, bytes.length);
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }

    /// Puts the rows into the table; gives how many.
    public long end() {
        if (buffer.length() > 0) send();
        try {
            return copy.endCopy();
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }

    @Override
    public void close() {
        try {
            if (copy.isActive()) copy.cancelCopy();
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }
}
