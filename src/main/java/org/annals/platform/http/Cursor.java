package org.annals.platform.http;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

/// The place in a list after which the next page begins: two sort keys, and what they belong to.
///
/// Opaque to clients. `of` is any text that is the same for all pages of one list (its filters and
/// order); only a hash of it travels.
public record Cursor(long first, long second) {

    private static final int HASH_BYTES = 8;

    public String encode(String of) {
        byte[] bytes =
                ByteBuffer.allocate(HASH_BYTES + 16)
                        .put(hash(of))
                        .putLong(first)
                        .putLong(second)
                        .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// @throws Problem if the text is no cursor, or one of another list
    public static Cursor decode(String text, String of) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            byte[] hash = new byte[HASH_BYTES];
            if (bytes.remaining() == HASH_BYTES + 16) {
                bytes.get(hash);
                if (Arrays.equals(hash, hash(of))) {
                    return new Cursor(bytes.getLong(), bytes.getLong());
                }
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        String detail =
                "The cursor is not one of this list: 'limit', 'format', 'fields', 'total' and 'view' may change"
                        + " while paging, filters and 'sort' may not. Follow 'next' as it stands.";
        throw Problem.of(ProblemType.FOREIGN_CURSOR, detail)
                .with(Problem.Fault.inParameter("cursor", text, detail));
    }

    private static byte[] hash(String of) {
        return Arrays.copyOf(Sha256.of(of), HASH_BYTES);
    }
}
