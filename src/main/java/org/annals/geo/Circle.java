package org.annals.geo;

/// All that lies at most `radius` metres from a point, on a sphere of the Earth's mean radius.
public record Circle(Position centre, double radius) {

    /// The mean radius of the Earth in metres (IUGG R1).
    public static final double EARTH = 6_371_008.8;

    private static final double HALF_ROUND = Math.PI * EARTH;

    public Circle {
        if (!(radius > 0 && radius <= HALF_ROUND)) {
            throw new IllegalArgumentException(
                    "%s is no radius: metres, more than 0 and at most half the way round the Earth (20015114)."
                            .formatted(radius));
        }
    }

    /// The smallest box that holds the circle; all longitudes where it holds a pole.
    public BoundingBox box() {
        double angle = Math.toDegrees(radius / EARTH);
        double south = centre.latitude() - angle;
        double north = centre.latitude() + angle;
        if (south <= -90 || north >= 90) {
            return new BoundingBox(-180, Math.max(-90, south), 180, Math.min(90, north));
        }
        double width =
                Math.toDegrees(
                        Math.asin(
                                Math.min(
                                        1,
                                        Math.sin(radius / EARTH)
                                                / Math.cos(Math.toRadians(centre.latitude())))));
        if (width >= 180) return new BoundingBox(-180, south, 180, north);
        return new BoundingBox(
                wrapped(centre.longitude() - width),
                south,
                wrapped(centre.longitude() + width),
                north);
    }

    public boolean holds(Position position) {
        return distance(position) <= radius;
    }

    /// Metres from the centre, by the haversine formula.
    public double distance(Position position) {
        double lat1 = Math.toRadians(centre.latitude());
        double lat2 = Math.toRadians(position.latitude());
        double dLat = lat2 - lat1;
        double dLon = Math.toRadians(position.longitude() - centre.longitude());
        double h =
                Math.pow(Math.sin(dLat / 2), 2)
                        + Math.cos(lat1) * Math.cos(lat2) * Math.pow(Math.sin(dLon / 2), 2);
        return 2 * EARTH * Math.asin(Math.min(1, Math.sqrt(h)));
    }

    private static double wrapped(double longitude) {
        return longitude < -180 ? longitude + 360 : longitude > 180 ? longitude - 360 : longitude;
    }
}
