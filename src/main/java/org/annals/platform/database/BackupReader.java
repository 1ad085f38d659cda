package org.annals.platform.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// The lines of a backup, one after the other, added up on the way.
///
/// @see Backup what they are
final class BackupReader implements Closeable {
    private static final int BUFFER = 1 << 16;

    private final Path file;
    private final InputStream in;
    private final MessageDigest checksum = Backup.checksum();
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int filled;

    private BackupReader(Path file, InputStream in) {
        this.file = file;
        this.in = in;
    }

    /// @throws BackupRefused when there is no such file, or it is none of ours
    static BackupReader open(Path file) {
        try {
            InputStream bytes = Files.newInputStream(file);
            try {
                BackupReader reader = new BackupReader(file, new GZIPInputStream(bytes, BUFFER));
                if (reader.line().equals(Backup.MAGIC)) return reader;
            } catch (ZipException | EOFException e) {
                // said below
            }
            bytes.close();
            throw new BackupRefused(
                    "%s is no backup of this version of Annals: it does not begin with '%s'."
                            .formatted(file, Backup.MAGIC));
        } catch (NoSuchFileException e) {
            throw new BackupRefused("There is no file %s.".formatted(file), e);
        } catch (IOException e) {
            throw new BackupRefused("%s cannot be read (%s).".formatted(file, e), e);
        }
    }

    /// The version of the schema, which comes first.
    String schema() throws IOException {
        return after("schema");
    }

    /// How many transactions there are, which comes next.
    int transactions() throws IOException {
        String count = after("transactions");
        try {
            return Integer.parseInt(count);
        } catch (NumberFormatException e) {
            throw damaged("it has '%s' transactions".formatted(count));
        }
    }

    private String after(String word) throws IOException {
        String line = line();
        if (!line.startsWith(word + " "))
            throw damaged("'%s' stands where '%s' should".formatted(line, word));
        return line.substring(word.length() + 1);
    }

    String line() throws IOException {
        byte[] line = bytes();
        return new String(line, 0, line.length - 1, UTF_8);
    }

    /// The next line with its end.
    byte[] bytes() throws IOException {
        byte[] line = {};
        while (true) {
            if (at == filled && !fill()) throw new EOFException();
            int end = at;
            while (end < filled && buffer[end] != '\n') end++;
            boolean whole = end < filled;
            if (whole) end++;
            int before = line.length;
            line = Arrays.copyOf(line, before + end - at);
            System.arraycopy(buffer, at, line, before, end - at);
            checksum.update(buffer, at, end - at);
            at = end;
            if (whole) return line;
        }
    }

    /// After this there is nothing, as gzip's own sum says too.
    void end() throws IOException {
        if (at < filled || fill()) throw damaged("it goes on after its end");
    }

    private boolean fill() throws IOException {
        at = 0;
        filled = Math.max(in.read(buffer), 0);
        return filled > 0;
    }

    /// Of all lines read by now.
    String checksum() {
        try {
            MessageDigest soFar = (MessageDigest) checksum.clone();
            return HexFormat.of().formatHex(soFar.digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    BackupRefused damaged(String how) {
        return new BackupRefused(
                "%s is damaged: %s. Nothing of it was taken; use another backup."
                        .formatted(file, how));
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
