package dev.outlay.connect.yaml;

import java.util.Objects;

/// A scalar as it is written, without its quotes; empty where a key has no value. Immutable and thread-safe.
public record YamlText(String where, String value) implements YamlValue {

    public YamlText {
        Objects.requireNonNull(where, "where");
        Objects.requireNonNull(value, "value");
    }

    @Override
    public String kind() {
        return value.isBlank() ? "nothing" : "the text " + value;
    }
}
