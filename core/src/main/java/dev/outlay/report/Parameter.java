package dev.outlay.report;

import java.util.Objects;

/// A parameter that a report takes: `--name` on the command line, `?name=` in REST, a property of an agent tool.
///
/// `example` is a value that works; `kind` says whether it stands once, may be repeated or separated by commas, or
/// is a switch. Immutable and thread-safe.
public record Parameter(String name, String example, String description, Kind kind) {

    /// How often a parameter may be given.
    public enum Kind {
        ONE,
        MANY,
        SWITCH
    }

    public Parameter {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(example, "example");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(kind, "kind");
    }

    public static Parameter one(String name, String example, String description) {
        return new Parameter(name, example, description, Kind.ONE);
    }

    public static Parameter many(String name, String example, String description) {
        return new Parameter(name, example, description, Kind.MANY);
    }

    public static Parameter flag(String name, String description) {
        return new Parameter(name, "true", description, Kind.SWITCH);
    }
}
