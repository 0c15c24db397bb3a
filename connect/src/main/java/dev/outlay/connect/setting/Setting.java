package dev.outlay.connect.setting;

import java.util.Locale;
import java.util.Objects;

/// One setting: the variable that sets it, what holds where it is not set, and what it is.
///
/// A `secret` is never shown; an `address` may hold a password, which is not shown. Immutable and thread-safe.
public record Setting(String variable, String otherwise, String description, Kind kind) {

    /// What of a value may be shown.
    public enum Kind {
        OPEN,
        ADDRESS,
        SECRET
    }

    static final String HIDDEN = "***";

    public Setting {
        Objects.requireNonNull(variable, "variable");
        Objects.requireNonNull(otherwise, "otherwise");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(kind, "kind");
    }

    /// The system property that sets it too, such as `outlay.upload.limit`.
    public String property() {
        return variable.toLowerCase(Locale.ROOT).replace('_', '.');
    }

    /// A value as it may be shown.
    String shown(String value) {
        return switch (kind) {
            case OPEN -> value;
            case SECRET -> HIDDEN;
            case ADDRESS ->
                value.replaceAll("(?<=[?&;](password|user)=)[^&;]*", HIDDEN).replaceAll("(?<=//)[^/@]*(?=@)", HIDDEN);
        };
    }
}
