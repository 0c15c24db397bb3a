package dev.outlay.connect.file;

import org.jspecify.annotations.Nullable;

/// A field of a record that is not what it should be: its name, what stood there, and why it is refused.
public final class WrongField extends Exception {

    private static final long serialVersionUID = 1;

    private final @Nullable String column;
    private final @Nullable String value;

    public WrongField(@Nullable String column, @Nullable String value, String reason) {
        super(reason);
        this.column = column;
        this.value = value;
    }

    /// The field at fault; null where the whole record is.
    public @Nullable String column() {
        return column;
    }

    /// What stood there; null for nothing.
    public @Nullable String value() {
        return value;
    }

    public String reason() {
        return String.valueOf(getMessage());
    }
}
