package dev.outlay.connect.sql;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Gives the columns of one row in the order of the table. Not thread-safe.
public interface RowReader {

    @Nullable
    String text();

    @Nullable
    BigDecimal decimal();

    @Nullable
    Long integer();

    boolean flag();

    @Nullable
    Instant instant();

    /// No value is an empty map.
    default Map<String, String> map() {
        String text = text();
        return text == null ? Map.of() : FlatJson.parse(text, true);
    }

    /// A text in a column that always has one.
    default String someText() {
        return Objects.requireNonNull(text(), "a column without a value that must have one");
    }

    /// An instant in a column that always has one.
    default Instant someInstant() {
        return Objects.requireNonNull(instant(), "a column without an instant that must have one");
    }

    /// A decimal in a column that always has one.
    default BigDecimal someDecimal() {
        return Objects.requireNonNull(decimal(), "a column without a decimal that must have one");
    }
}
