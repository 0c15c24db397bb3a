package dev.outlay.server.oidc;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a token says of a person, by the names of its claims. Immutable and thread-safe.
record Claims(Map<String, Object> all) {

    /// The texts of a claim, which may be one or a list; none where it is not there or holds anything else. `name`
    /// is that of the claim or, where none is called so, those on the way to it with dots between.
    Set<String> texts(String name) {
        Object value = all.containsKey(name) ? all.get(name) : at(all, name);
        Set<String> texts = new LinkedHashSet<>();
        for (Object each : value instanceof List<?> several
                ? several
                : Optional.ofNullable(value).stream().toList()) {
            if (each instanceof String text && !text.isBlank()) {
                texts.add(text.strip());
            }
        }
        return texts;
    }

    /// The text of a claim that holds one; empty where it holds none or several.
    Optional<String> text(String name) {
        Set<String> texts = texts(name);
        return texts.size() == 1 ? Optional.of(texts.iterator().next()) : Optional.empty();
    }

    private static @Nullable Object at(Map<?, ?> fields, String path) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            return fields.get(path);
        }
        return fields.get(path.substring(0, dot)) instanceof Map<?, ?> inner
                ? at(inner, path.substring(dot + 1))
                : null;
    }
}
