package dev.outlay.catalog;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A value made once, on first use; thread-safe.
final class Lazy<T> {

    private @Nullable Supplier<T> maker;
    private volatile @Nullable T value;

    Lazy(Supplier<T> maker) {
        this.maker = maker;
    }

    T get() {
        T made = value;
        return made == null ? make() : made;
    }

    boolean isMade() {
        return value != null;
    }

    private synchronized T make() {
        T made = value;
        if (made == null && maker != null) {
            made = maker.get();
            value = made;
            maker = null;
        }
        if (made == null) {
            throw new IllegalStateException("a lazy value asked for itself while it was made");
        }
        return made;
    }
}
