package dev.outlay.estimate;

import dev.outlay.units.Money;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One line of an estimate: what for, how it is reckoned, what it costs, and what the price rests on.
///
/// `cost` is null where there is no price; `missing` then says so in a sentence, and is null otherwise. `date`,
/// `source` and `confidence` are those of the price, null without one. Immutable and thread-safe.
public record Line(
        String item,
        String reckoning,
        @Nullable Money cost,
        @Nullable String date,
        @Nullable String source,
        @Nullable String confidence,
        @Nullable String missing) {

    public Line {
        Objects.requireNonNull(item, "item");
        Objects.requireNonNull(reckoning, "reckoning");
        if ((cost == null) == (missing == null)) {
            throw new IllegalArgumentException("a line has a cost or says why not: " + item);
        }
    }

    static Line missing(String item, String reckoning, String why) {
        return new Line(item, reckoning, null, null, null, null, why);
    }
}
