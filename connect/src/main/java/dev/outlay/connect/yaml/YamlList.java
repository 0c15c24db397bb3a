package dev.outlay.connect.yaml;

import java.util.List;
import java.util.Objects;

/// Values in order. Immutable and thread-safe.
public record YamlList(String where, List<YamlValue> items) implements YamlValue {

    public YamlList {
        Objects.requireNonNull(where, "where");
        items = List.copyOf(items);
    }

    @Override
    public String kind() {
        return "a list";
    }
}
