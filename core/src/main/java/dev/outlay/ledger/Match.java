package dev.outlay.ledger;

import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A condition on one dimension of a charge, as the charge was said to be. A charge that does not say the dimension
/// meets none.
public sealed interface Match {

    Dimension dimension();

    /// Whether a value meets it; null, a value that was not said, never does.
    boolean holds(@Nullable String value);

    /// Whether a charge meets it, before any rule.
    default boolean holds(Charge charge) {
        return holds(Dimensions.value(dimension(), charge));
    }

    /// One of some values, upper and lower case apart. Throws [IllegalArgumentException] without any. Immutable and
    /// thread-safe.
    record OneOf(Dimension dimension, Set<String> values) implements Match {

        public OneOf {
            Objects.requireNonNull(dimension, "dimension");
            values = Set.copyOf(values);
            if (values.isEmpty()) {
                throw new IllegalArgumentException("a match on " + dimension.text() + " names at least one value");
            }
        }

        @Override
        public boolean holds(@Nullable String value) {
            return value != null && values.contains(value);
        }
    }

    /// A pattern that the whole value matches. Immutable and thread-safe.
    record Like(Dimension dimension, CommonPattern pattern) implements Match {

        public Like {
            Objects.requireNonNull(dimension, "dimension");
            Objects.requireNonNull(pattern, "pattern");
        }

        @Override
        public boolean holds(@Nullable String value) {
            return value != null && pattern.matches(value);
        }
    }
}
