package org.annals.geo;

import java.util.List;

/// A box of degrees, edges included; when west is greater than east it lies over the antimeridian.
public record BoundingBox(double west, double south, double east, double north) {

    private static final String SHAPE =
            "Write west,south,east,north in degrees, such as -12.3,10.1,4.3,25.0.";

    public BoundingBox {
        new Position(south, west);
        new Position(north, east);
        if (south > north) {
            throw new IllegalArgumentException(
                    "south %s is greater than north %s. %s".formatted(south, north, SHAPE));
        }
    }

    /// Reads `west,south,east,north`.
    public static BoundingBox parse(String text) {
        String[] parts = text.split(",", -1);
        if (parts.length != 4) {
            throw new IllegalArgumentException(
                    "'%s' has %d numbers, not 4. %s".formatted(text, parts.length, SHAPE));
        }
        double[] degrees = new double[4];
        for (int i = 0; i < 4; i++) {
            try {
                degrees[i] = Double.parseDouble(parts[i].strip());
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(
                        "'%s' in '%s' is no number. %s".formatted(parts[i], text, SHAPE));
            }
        }
        return new BoundingBox(degrees[0], degrees[1], degrees[2], degrees[3]);
    }

    public boolean overAntimeridian() {
        return west > east;
    }

    /// The box itself, or its two halves on both sides of the antimeridian.
    public List<BoundingBox> parts() {
        if (!overAntimeridian()) return List.of(this);
        return List.of(
                new BoundingBox(west, south, 180, north),
                new BoundingBox(-180, south, east, north));
    }

    public boolean holds(Position position) {
        return position.latitude() >= south
                && position.latitude() <= north
                && (overAntimeridian()
                        ? position.longitude() >= west || position.longitude() <= east
                        : position.longitude() >= west && position.longitude() <= east);
    }
}
