package dev.outlay.connect.yaml;

import dev.outlay.catalog.NearNames;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Values by key, in the order they are written; no key stands twice. Immutable and thread-safe.
public record YamlMap(String where, Map<String, YamlValue> entries) implements YamlValue {

    public YamlMap {
        Objects.requireNonNull(where, "where");
        entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    @Override
    public String kind() {
        return "a map";
    }

    /// The value of a key; empty where the key is not there.
    public Optional<YamlValue> get(String key) {
        return Optional.ofNullable(entries.get(key));
    }

    /// The value of a key that must be there. Throws [CallersMistake] where it is not.
    public YamlValue required(String key) {
        return get(key).orElseThrow(() -> mistake("the key " + key + " is missing"));
    }

    /// Whether a key says `true`; false where it is not there. Throws [CallersMistake] on anything but true or
    /// false.
    public boolean flag(String key) {
        return get(key).map(value -> value.parsed(text -> switch (text) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw new IllegalArgumentException(key + " takes true or false, not " + text);
                }))
                .orElse(false);
    }

    /// This map, which has no other keys than these. Throws [CallersMistake] naming the first other one, its line
    /// and the nearest known key.
    public YamlMap only(String... known) {
        return only(List.of(known));
    }

    /// See [#only(String...)].
    public YamlMap only(Collection<String> known) {
        entries.forEach((key, value) -> {
            if (!known.contains(key)) {
                List<String> near = NearNames.nearest(key, known);
                throw value.mistake("unknown key " + key + ": "
                        + (near.isEmpty()
                                ? "there are " + String.join(", ", known)
                                : "did you mean " + near.getFirst() + "?"));
            }
        });
        return this;
    }
}
