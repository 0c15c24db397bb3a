package dev.outlay.alert;

import dev.outlay.ledger.Event;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How what happens to alerts is written into the flat texts of events, and read back.
///
/// Maps become `figure.3.NAME`, numbered because events keep no order; lists are written line by line.
final class Details {

    private static final String FIGURE = "figure";
    private static final String LABEL = "label";

    private final Map<String, String> texts = new LinkedHashMap<>();

    Details put(String key, @Nullable String text) {
        if (text != null && !text.isBlank()) {
            texts.put(key, text);
        }
        return this;
    }

    Details put(String key, List<String> lines) {
        return put(key, String.join("\n", lines));
    }

    Details put(String key, Map<String, String> entries) {
        int number = 0;
        for (Map.Entry<String, String> entry : entries.entrySet()) {
            put(key + "." + "%03d".formatted(number++) + "." + entry.getKey(), entry.getValue());
        }
        return this;
    }

    Details put(Finding finding, Severity severity) {
        return put("subject", finding.subject())
                .put("severity", severity.word())
                .put("sentence", finding.sentence())
                .put(FIGURE, finding.figures())
                .put(LABEL, finding.labels())
                .put("evidence", finding.evidence());
    }

    Map<String, String> texts() {
        return Map.copyOf(texts);
    }

    static Finding finding(Event event) {
        return Finding.of(
                text(event, "subject"),
                true,
                text(event, "sentence"),
                map(event, FIGURE),
                lines(event, "evidence"),
                map(event, LABEL));
    }

    static Severity severity(Event event) {
        return Severity.of(text(event, "severity"));
    }

    /// A text that the event must have: it was written here.
    static String text(Event event, String key) {
        return said(event, key)
                .orElseThrow(() ->
                        new IllegalStateException("the event " + event.origin().id() + " lacks " + key));
    }

    static Optional<String> said(Event event, String key) {
        return Optional.ofNullable(event.details().get(key));
    }

    static List<String> lines(Event event, String key) {
        return said(event, key).map(text -> List.of(text.split("\n"))).orElse(List.of());
    }

    static Map<String, String> map(Event event, String key) {
        List<String> keys = new ArrayList<>(event.details().keySet());
        keys.removeIf(each -> !each.startsWith(key + "."));
        keys.sort(null);
        Map<String, String> map = new LinkedHashMap<>();
        int named = key.length() + ".000.".length();
        keys.forEach(each -> map.put(each.substring(named), event.details().get(each)));
        return map;
    }
}
