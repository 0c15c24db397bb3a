package dev.outlay.budget;

import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Measure;
import dev.outlay.units.Decimals;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A budget as flat texts and back. Lists are numbered keys, so that values may hold any sign:
/// `scope/team/1`, `threshold/2/severity`, `threshold/2/recipient/1`.
final class BudgetDetails {

    private static final String SCOPE = "scope/";
    private static final String THRESHOLD = "threshold/";

    private BudgetDetails() {}

    static Map<String, String> of(Budget budget) {
        Map<String, String> details = new LinkedHashMap<>();
        put(details, "parent", budget.parent());
        details.put("limit", budget.limit().text());
        details.put("cost", budget.cost().text());
        details.put("period", budget.period().cycle().text());
        put(details, "from", budget.period().from());
        put(details, "to", budget.period().to());
        details.put("zone", budget.zone().getId());
        budget.scope().wanted().forEach((dimension, values) -> {
            int number = 0;
            for (String value : values) {
                details.put(SCOPE + dimension.text() + "/" + ++number, value);
            }
        });
        int number = 0;
        for (Threshold threshold : budget.thresholds()) {
            String key = THRESHOLD + ++number;
            details.put(key + "/percent", threshold.percent().toPlainString());
            details.put(key + "/severity", threshold.severity().text());
            int recipient = 0;
            for (String name : threshold.recipients()) {
                details.put(key + "/recipient/" + ++recipient, name);
            }
        }
        details.put("guard", budget.guard().mode().text());
        details.put("grace", budget.guard().grace().toString());
        put(details, "per-run", text(budget.guard().perRun()));
        put(details, "per-pod", text(budget.guard().perPod()));
        return details;
    }

    static Budget budget(String name, Map<String, String> details) {
        try {
            return new Budget(
                    name,
                    details.get("parent"),
                    Limit.of(required(details, "limit")),
                    Measure.of(required(details, "cost")),
                    new Period(
                            Period.cycle(required(details, "period")),
                            optional(details, "from", LocalDate::parse),
                            optional(details, "to", LocalDate::parse)),
                    Zones.of(required(details, "zone")),
                    scope(details),
                    thresholds(details),
                    new Guard(
                            Guard.Mode.of(required(details, "guard")),
                            Duration.parse(required(details, "grace")),
                            optional(details, "per-run", Decimals::parse),
                            optional(details, "per-pod", Decimals::parse)));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("no budget: " + e.getMessage(), e);
        }
    }

    private static Scope scope(Map<String, String> details) {
        Map<Dimension, Set<String>> wanted = new LinkedHashMap<>();
        details.forEach((key, value) -> {
            if (key.startsWith(SCOPE)) {
                // the key of a tag may hold slashes itself
                String dimension = key.substring(SCOPE.length(), key.lastIndexOf('/'));
                wanted.computeIfAbsent(Dimension.of(dimension), _ -> new LinkedHashSet<>())
                        .add(value);
            }
        });
        return new Scope(wanted);
    }

    private static List<Threshold> thresholds(Map<String, String> details) {
        List<Threshold> thresholds = new ArrayList<>();
        for (int number = 1; details.containsKey(THRESHOLD + number + "/percent"); number++) {
            String key = THRESHOLD + number;
            Map<Integer, String> recipients = new TreeMap<>();
            for (int recipient = 1; details.containsKey(key + "/recipient/" + recipient); recipient++) {
                recipients.put(recipient, required(details, key + "/recipient/" + recipient));
            }
            thresholds.add(new Threshold(
                    Decimals.parse(required(details, key + "/percent")),
                    Severity.of(required(details, key + "/severity")),
                    List.copyOf(recipients.values())));
        }
        return thresholds;
    }

    private static String required(Map<String, String> details, String key) {
        String value = details.get(key);
        if (value == null) {
            throw new IllegalArgumentException("no budget: " + key + " is missing");
        }
        return value;
    }

    private static <T> @Nullable T optional(Map<String, String> details, String key, Function<String, T> parser) {
        String value = details.get(key);
        return value == null ? null : parser.apply(value);
    }

    private static @Nullable String text(@Nullable BigDecimal value) {
        return value == null ? null : value.toPlainString();
    }

    private static void put(Map<String, String> details, String key, @Nullable Object value) {
        if (value != null) {
            details.put(key, value.toString());
        }
    }
}
