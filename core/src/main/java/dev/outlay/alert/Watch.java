package dev.outlay.alert;

import dev.outlay.units.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A rule at work: with its thresholds, for what it is asked, how much it matters and who is told.
///
/// `name` tells it from other watches of the same rule. `values` are thresholds as written, `where` labels with the
/// values of which a finding has one, `by` the dimensions it takes apart. `severity` is null where the rule's own
/// counts; `to` names channels in place of those that routes name. Throws [IllegalArgumentException] on a
/// threshold, a label or a dimension that the rule does not have, and on a value that a threshold cannot be.
/// Immutable and thread-safe.
public record Watch(
        String name,
        Rule rule,
        Map<String, String> values,
        Map<String, Set<String>> where,
        List<String> by,
        @Nullable Severity severity,
        List<String> to) {

    public Watch {
        if (!name.matches("[a-z0-9][a-z0-9-]{0,62}")) {
            throw new IllegalArgumentException("a name has letters a-z, digits and hyphens: " + name);
        }
        Objects.requireNonNull(rule, "rule");
        Map<String, String> checked = new HashMap<>();
        values.forEach((key, text) -> checked.put(key, threshold(rule, key).checked(text)));
        values = Map.copyOf(checked);
        Map<String, Set<String>> copies = new LinkedHashMap<>();
        where.forEach((label, texts) -> copies.put(known(rule, "label", label, rule.labels()), Set.copyOf(texts)));
        where = Collections.unmodifiableMap(copies);
        by.forEach(dimension -> known(rule, "dimension to take apart", dimension, rule.splits()));
        by = List.copyOf(by);
        to = List.copyOf(to);
        Map<String, String> all = values;
        rule.check(threshold -> new BigDecimal(text(rule, all, threshold).orElseThrow()));
    }

    /// A rule as it is where nobody sets anything.
    public static Watch of(Rule rule) {
        return new Watch(rule.name(), rule, Map.of(), Map.of(), List.of(), null, List.of());
    }

    /// The same with other values of some thresholds, given as name, value, name, value.
    Watch with(String... namesAndValues) {
        Map<String, String> all = new HashMap<>(values);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            all.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return new Watch(name, rule, all, where, by, severity, to);
    }

    /// A threshold as it counts, as written; empty where none was set and there is none that suits everybody.
    public Optional<String> text(String threshold) {
        return text(rule, values, threshold);
    }

    private static Optional<String> text(Rule rule, Map<String, String> values, String threshold) {
        String said = values.get(threshold);
        return Optional.ofNullable(said == null ? threshold(rule, threshold).standard() : said);
    }

    BigDecimal number(String threshold) {
        return new BigDecimal(text(threshold).orElseThrow());
    }

    Duration duration(String threshold) {
        return Duration.parse(text(threshold).orElseThrow());
    }

    Optional<Money> money(String threshold) {
        return text(threshold).map(text -> Threshold.amount(threshold, text));
    }

    Severity severityOf(Finding finding) {
        Severity said = severity != null ? severity : finding.severity();
        return said != null ? said : rule.severity();
    }

    /// Whether labels are those that this watch is for.
    boolean concerns(Map<String, String> labels) {
        return where.entrySet().stream()
                .allMatch(entry ->
                        labels.containsKey(entry.getKey()) && entry.getValue().contains(labels.get(entry.getKey())));
    }

    private static Threshold threshold(Rule rule, String name) {
        return rule.thresholds().stream()
                .filter(threshold -> threshold.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(rule.name() + " knows no threshold " + name
                        + ": it takes "
                        + rule.thresholds().stream().map(Threshold::name).collect(Collectors.joining(", "))));
    }

    private static String known(Rule rule, String what, String name, List<String> known) {
        if (known.contains(name)) {
            return name;
        }
        throw new IllegalArgumentException(rule.name() + " has no " + what + " " + name + ": "
                + (known.isEmpty() ? "it takes none" : "it takes " + String.join(", ", known)));
    }
}
