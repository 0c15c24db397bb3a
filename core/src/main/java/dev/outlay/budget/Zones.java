package dev.outlay.budget;

import dev.outlay.catalog.NearNames;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;

/// Time zones by their written names. Thread-safe.
public final class Zones {

    private Zones() {}

    /// The zone of a name such as `Europe/Berlin` or `UTC`. Throws [IllegalArgumentException] with the nearest
    /// names where there is none.
    public static ZoneId of(String text) {
        String name = text.strip();
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            List<String> near = NearNames.nearest(name, ZoneId.getAvailableZoneIds());
            throw new IllegalArgumentException(
                    "there is no time zone " + text + ": "
                            + (near.isEmpty()
                                    ? "write a name of the tz database such as Europe/Berlin, or UTC"
                                    : "did you mean " + String.join(", ", near) + "?"),
                    e);
        }
    }
}
