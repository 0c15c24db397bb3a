package dev.outlay.connect.sql;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Takes the columns of one row in the order of the table. Not thread-safe.
public interface RowWriter {

    RowWriter text(@Nullable String value);

    RowWriter decimal(@Nullable BigDecimal value);

    RowWriter integer(@Nullable Long value);

    RowWriter flag(boolean value);

    RowWriter instant(@Nullable Instant value);

    /// A map as the text of [FlatJson]; an empty one is kept as no value.
    default RowWriter map(Map<String, String> value) {
        return text(FlatJson.text(value));
    }
}
