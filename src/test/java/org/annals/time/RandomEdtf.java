package org.annals.time;

import java.util.Locale;
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
                            + "%04d".formatted(1 + random.nextInt(9_999))
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
        return sign() + minus() + masked("%04d".formatted(near)) + sign();
    }

    private String part(int most) {
        return sign() + masked("%02d".formatted(1 + random.nextInt(most))) + sign();
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
        var clock =
                "T%02d:%02d:%02d"
                        .formatted(random.nextInt(24), random.nextInt(60), random.nextInt(60));
        return clock
                + switch (random.nextInt(4)) {
                    case 0 -> "Z";
                    case 1 -> String.format(Locale.ROOT, "+%02d:%02d", random.nextInt(14), 30);
                    case 2 -> "-%02d".formatted(1 + random.nextInt(12));
                    default -> "";
                };
    }
}
