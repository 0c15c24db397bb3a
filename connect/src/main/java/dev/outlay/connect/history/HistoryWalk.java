package dev.outlay.connect.history;

import dev.outlay.connect.file.ContentKey;
import dev.outlay.connect.file.WrittenInstant;
import dev.outlay.connect.file.WrongField;
import dev.outlay.connect.json.Json;
import dev.outlay.ledger.Fact;
import dev.outlay.ledger.Origin;
import dev.outlay.ledger.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Goes through lists and objects down to records, and turns each into facts or a refusal. Not thread-safe.
final class HistoryWalk {

    /// Keys that say what is in a list, not what its records are of.
    private static final Set<String> CONTAINERS = Set.of(
            "prices",
            "price_history",
            "history",
            "records",
            "data",
            "entries",
            "items",
            "costs",
            "cost_history",
            "budgets",
            "recommendations",
            "results",
            "daily_costs",
            "daily",
            "price_points",
            "points");
    private static final List<String> BUDGET = List.of(
            "budget",
            "budget_id",
            "budget_amount",
            "monthly_budget",
            "monthly_limit",
            "limit",
            "budget_limit",
            "limit_usd",
            "alert_threshold",
            "alert_thresholds",
            "spend_limit");
    private static final List<String> RECOMMENDATION = List.of(
            "recommendation",
            "recommendation_id",
            "recommendation_type",
            "recommended_action",
            "potential_savings",
            "estimated_savings",
            "monthly_savings",
            "projected_savings",
            "savings");

    private final String document;
    private final Instant readAt;
    private final @Nullable String currency;
    private final Consumer<Fact> consumer;
    private final Map<String, Integer> met = new HashMap<>();

    HistoryWalk(String document, Instant readAt, @Nullable String currency, Consumer<Fact> consumer) {
        this.document = document;
        this.readAt = readAt;
        this.currency = currency;
        this.consumer = consumer;
    }

    /// Takes a value: `around` is what the objects around it say, `keys` the keys that lead to it and name
    /// something.
    void value(Json value, Map<String, String> around, List<String> keys, String where, long line) {
        switch (value) {
            case Json.Fields fields -> object(fields, around, keys, where);
            case Json.Items items -> {
                for (int i = 0; i < items.values().size(); i++) {
                    value(items.values().get(i), around, keys, where + "[" + i + "]", line);
                }
            }
            case Json.Nothing _ -> {
                // a key without anything behind it
            }
            case Json.Text _, Json.Decimal _, Json.Truth _ ->
                refuse(new WrongField(where, value.scalar(), "a record is an object with fields"), value.text(), line);
        }
    }

    private void object(Json.Fields object, Map<String, String> around, List<String> keys, String where) {
        Map<String, Json> fields = new LinkedHashMap<>();
        object.values().forEach((name, value) -> fields.putIfAbsent(plain(name), value));
        var record = new HistoryRecord(fields, around, keys, where.isEmpty() ? "the file" : where, object.line());
        boolean holdsMore = holdsRecords(object);
        if (record.says(RECOMMENDATION) && !holdsMore) {
            refuse(
                    record,
                    "recommendations of another tool are not kept: they follow from prices and usage, which can"
                            + " be imported");
        } else if (record.says(BUDGET) && !holdsMore) {
            refuse(record, "budgets are no history: state those of this file with outlay budget set FILE.json");
        } else if (CostRecord.is(record) && !holdsMore) {
            // before prices: a cost may stand beside the hourly price it was made of
            take(record, () -> List.of(CostRecord.charge(record, costId(record), document, currency)));
        } else if (PriceRecord.is(record) && !holdsMore) {
            take(record, () -> PriceRecord.facts(record, document, currency));
        } else {
            within(object, record, around, keys, where);
        }
    }

    private void within(
            Json.Fields object, HistoryRecord record, Map<String, String> around, List<String> keys, String where) {
        Map<String, String> inner = new HashMap<>(around);
        List<Map.Entry<String, Json>> below = new ArrayList<>();
        object.values().forEach((name, value) -> {
            String said = value.scalar();
            if (value instanceof Json.Fields || value instanceof Json.Items || isDated(name, value)) {
                below.add(Map.entry(name, value));
            } else if (said != null) {
                inner.put(plain(name), said);
            }
        });
        if (below.isEmpty() && !object.values().isEmpty()) {
            refuse(
                    record,
                    "the record is neither a price nor a cost: it has no field such as price, spot_price, cost or"
                            + " total_cost");
            return;
        }
        for (Map.Entry<String, Json> entry : below) {
            String name = entry.getKey();
            String place = where.isEmpty() ? name : where + "." + name;
            if (isDated(name, entry.getValue())) {
                // a day with its cost, and nothing more
                Json cost = entry.getValue();
                object(
                        new Json.Fields(Map.of("date", new Json.Text(name), "cost", cost), object.line()),
                        inner,
                        keys,
                        place);
                continue;
            }
            List<String> path = new ArrayList<>(keys);
            if (!CONTAINERS.contains(plain(name))) {
                path.add(name);
            }
            value(entry.getValue(), inner, path, place, object.line());
        }
    }

    private static boolean isDated(String name, Json value) {
        return value instanceof Json.Decimal
                && name.contains("-")
                && WrittenInstant.of(name).isPresent();
    }

    /// Whether an object holds a list of records under a name that says so.
    private static boolean holdsRecords(Json.Fields object) {
        return object.values().entrySet().stream()
                .anyMatch(field -> CONTAINERS.contains(plain(field.getKey()))
                        && (field.getValue() instanceof Json.Items || field.getValue() instanceof Json.Fields));
    }

    private String costId(HistoryRecord record) {
        String key = ContentKey.of(record.content());
        int before = met.merge(key, 1, Integer::sum);
        // two equal costs are two costs
        return "history/cost/" + key + (before == 1 ? "" : "." + before);
    }

    private interface Facts {
        List<? extends Fact> read() throws WrongField;
    }

    private void take(HistoryRecord record, Facts facts) {
        try {
            facts.read().forEach(consumer);
        } catch (WrongField e) {
            refuse(e, record.where() + record.content(), record.line());
        }
    }

    private void refuse(HistoryRecord record, String reason) {
        refuse(new WrongField(record.where(), null, reason), record.where() + record.content(), record.line());
    }

    private void refuse(WrongField wrong, String content, long line) {
        consumer.accept(new Refusal(
                new Origin("refused/history/" + ContentKey.of(content), document, Math.max(line, 1)),
                readAt,
                wrong.column(),
                wrong.value(),
                wrong.reason()));
    }

    private static String plain(String name) {
        return name.strip().toLowerCase(Locale.ROOT).replace(' ', '_');
    }
}
