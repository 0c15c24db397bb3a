package dev.outlay.ledger;

import java.util.Collections;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Keeps the charges whose dimension has one of some values; an absent value is kept by a null among them. Values
/// are compared as they are written, upper and lower case apart. Throws [IllegalArgumentException] without any
/// value. Immutable and thread-safe.
public record Filter(Dimension dimension, Set<@Nullable String> values) {

    public Filter {
        Objects.requireNonNull(dimension, "dimension");
        if (values.isEmpty()) {
            throw new IllegalArgumentException("a filter on " + dimension.text() + " names at least one value");
        }
        values = Collections.unmodifiableSet(new HashSet<>(values));
    }

    public boolean keeps(Charge charge) {
        return values.contains(Dimensions.value(dimension, charge));
    }
}
