package org.annals.geo;

/// A point on Earth in degrees, WGS84: latitude -90 to 90, longitude -180 to 180.
public record Position(double latitude, double longitude) {

    public Position {
        if (!(latitude >= -90 && latitude <= 90)) {
            throw new IllegalArgumentException(
                    "%s is no latitude: degrees from -90 to 90.".formatted(latitude));
        }
        if (!(longitude >= -180 && longitude <= 180)) {
            throw new IllegalArgumentException(
                    "%s is no longitude: degrees from -180 to 180.".formatted(longitude));
        }
    }
}
