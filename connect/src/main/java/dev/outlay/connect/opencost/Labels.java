package dev.outlay.connect.opencost;

import dev.outlay.connect.json.Json;
import dev.outlay.ledger.Owner;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The properties and labels of an allocation: who it belongs to.
///
/// A pod's own labels come before those of its namespace, labels before annotations. Keys are compared without
/// regard to case, and as Prometheus writes them: `cost-center`, `cost.center` and `cost_center` are one.
final class Labels {

    private static final List<String> SOURCES =
            List.of("labels", "namespaceLabels", "annotations", "namespaceAnnotations");

    private final Json.@Nullable Fields properties;
    private final Map<String, String> tags = new HashMap<>();
    private final Map<String, String> byPlainKey = new HashMap<>();

    Labels(@Nullable Json properties) {
        this.properties = properties instanceof Json.Fields fields ? fields : null;
        for (String source : SOURCES) {
            if (this.properties != null && this.properties.get(source) instanceof Json.Fields labels) {
                labels.values().forEach((key, value) -> {
                    String said = value.scalar();
                    if (said != null) {
                        byPlainKey.putIfAbsent(plain(key), said);
                        if (source.endsWith("abels")) {
                            tags.putIfAbsent(key, said);
                        }
                    }
                });
            }
        }
    }

    /// A property such as `cluster`; null where it was not said or is empty.
    @Nullable
    String property(String name) {
        Json value = properties == null ? null : properties.get(name);
        String said = value == null ? null : value.scalar();
        return said == null || said.isBlank() || said.startsWith("__") ? null : said;
    }

    /// All labels, as tags.
    Map<String, String> tags() {
        return tags;
    }

    Owner owner() {
        return new Owner(
                property("namespace"),
                property("controller"),
                property("pod"),
                property("container"),
                label("team"),
                label("project"),
                label("experiment_id", "experiment"),
                label("cost_center", "costcenter"),
                label("environment", "env"),
                label("run_id", "run"));
    }

    private @Nullable String label(String... keys) {
        for (String key : keys) {
            String said = byPlainKey.get(key);
            if (said != null && !said.isBlank()) {
                return said;
            }
        }
        return null;
    }

    private static String plain(String key) {
        return key.toLowerCase(Locale.ROOT).replace('-', '_').replace('.', '_').replace('/', '_');
    }
}
