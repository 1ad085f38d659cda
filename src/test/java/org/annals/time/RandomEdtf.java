package org.annals.time;

import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Texts of the EDTF grammar; some name a day that no calendar has, or end before they begin.
final class RandomEdtf {
    private final RandomGenerator random;

    RandomEdtf(RandomGenerator random) {
        this.random = random;
    }

    String next() {
        return switch (random.nextInt(10)) {
            case 0, 1 -> end() + "/" + end();
            case 2 -> "[" + items() + "]";
            case 3 -> "{" + items() + "}";
            case 4 -> date() + (random.nextBoolean() ? "" : time());
            default -> date();
        };
    }

    private String items() {
        return IntStream.rangeClosed(0, random.nextInt(4))
                .mapToObj(i ->
                        switch (random.nextInt(6)) {
                            case 0 -> date() + ".." + date();
                            case 1 -> ".." + date();
                            case 2 -> date() + "..";
                            default -> date();
                        })
                .collect(Collectors.joining(","));
    }

    private String end() {
        return switch (random.nextInt(10)) {
            case 0 -> "";
            case 1 -> "..";
            default -> date();
        };
    }

    private String date() {
        return switch (random.nextInt(12)) {
            case 0 -> sign() + "Y" + minus() + (10_000 + random.nextInt(5_000_000)) + sign();
            case 1 ->
                    "Y"
                            + minus()
                            + (1 + random.nextInt(99))
                            + "E"
                            + (1 + random.nextInt(6))
                            + sign();
            case 2 ->
                    minus()
                            + padded(1 + random.nextInt(9_999), 4)
                            + "S"
                            + (1 + random.nextInt(4))
                            + sign();
            case 3 -> year() + "-" + sign() + (21 + random.nextInt(21)) + sign();
            case 4, 5 -> year();
            case 6, 7 -> year() + "-" + part(12);
            default -> year() + "-" + part(12) + "-" + part(31);
        };
    }

    private String year() {
        int near = random.nextBoolean() ? 2000 + random.nextInt(30) : random.nextInt(10_000);
        return sign() + minus() + masked(padded(near, 4)) + sign();
    }

    private String part(int most) {
        return sign() + masked(padded(1 + random.nextInt(most), 2)) + sign();
    }

    private String masked(String digits) {
        if (random.nextInt(4) > 0) {
            return digits;
        }
        return digits.chars()
                .mapToObj(c -> random.nextBoolean() ? "X" : String.valueOf((char) c))
                .collect(Collectors.joining());
    }

    private String sign() {
        return random.nextInt(8) > 0 ? "" : String.valueOf("?~%".charAt(random.nextInt(3)));
    }

    private String minus() {
        return random.nextInt(6) > 0 ? "" : "-";
    }

    private String time() {
        return "T"
                + padded(random.nextInt(24), 2)
                + ":"
                + padded(random.nextInt(60), 2)
                + ":"
                + padded(random.nextInt(60), 2)
                + switch (random.nextInt(4)) {
                    case 0 -> "Z";
                    case 1 -> "+" + padded(random.nextInt(14), 2) + ":30";
                    case 2 -> "-" + padded(1 + random.nextInt(12), 2);
                    default -> "";
                };
    }

    /// `String.format` would take longer than reading the date.
    private static String padded(int number, int width) {
        var digits = Integer.toString(number);
        return "0".repeat(width - digits.length()) + digits;
    }
}
