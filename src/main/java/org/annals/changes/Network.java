package org.annals.changes;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/// Neighbouring addresses of the Internet: those that begin with the same `bits` bits.
record Network(InetAddress first, int bits) {

    // Only what is a number may be looked up, else a name would be.
    private static final Pattern WRITTEN = Pattern.compile("[0-9a-fA-F.:]+(/[0-9]{1,3})?");

    Network {
        if (bits < 0 || bits > first.getAddress().length * Byte.SIZE) {
            throw new IllegalArgumentException(
                    "%s has no %d bits".formatted(first.getHostAddress(), bits));
        }
    }

    /// Reads `10.1.0.0/16`, `fd00::/8`, or one address.
    static Network of(String text) {
        try {
            if (WRITTEN.matcher(text).matches()) {
                String[] parts = text.split("/", 2);
                InetAddress first = InetAddress.getByName(parts[0]);
                int all = first.getAddress().length * Byte.SIZE;
                return new Network(first, parts.length == 1 ? all : Integer.parseInt(parts[1]));
            }
        } catch (UnknownHostException e) {
            // said below
        }
        throw new IllegalArgumentException(
                "'%s' is no network. Write an address, or one with the number of its common bits, such as 10.1.0.0/16."
                        .formatted(text));
    }

    boolean contains(InetAddress address) {
        byte[] ours = first.getAddress();
        byte[] other = address.getAddress();
        if (ours.length != other.length) return false;
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % Byte.SIZE);
            int at = bit / Byte.SIZE;
            if ((ours[at] & mask) != (other[at] & mask)) return false;
        }
        return true;
    }
}
