package dev.outlay.connect.history;

import com.fasterxml.jackson.core.JacksonException;
import dev.outlay.budget.Stated;
import dev.outlay.connect.file.WrongField;
import dev.outlay.connect.json.Json;
import dev.outlay.connect.json.JsonDocument;
import dev.outlay.units.CallersMistake;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The budgets that an older tool kept in JSON, such as `budgets.json`: docs/reference/history-files.md.
///
/// A list of records, an object that holds such a list, or records by their names. What a tool had counted is left
/// out: what was spent follows from the charges. Thread-safe.
public final class OldBudgets {

    private static final Set<String> CONTAINERS = Set.of("budgets", "data", "items", "records", "entries", "results");

    private final String name;
    private final @Nullable String currency;
    private final List<Stated> stated = new ArrayList<>();

    private OldBudgets(String name, @Nullable String currency) {
        this.name = name;
        this.currency = currency;
    }

    /// The budgets of a text; `name` stands for it in messages, `currency` is that of amounts that say none. Throws
    /// [CallersMistake], with the line, on what is no JSON and on a record that cannot be stated as a budget.
    public static List<Stated> parse(String name, String text, @Nullable String currency) {
        var budgets = new OldBudgets(name, currency);
        try (var json = new JsonDocument(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))) {
            json.next();
            budgets.value(json.value(), Map.of(), null, 1);
        } catch (JacksonException e) {
            throw new CallersMistake(
                    name + ", line " + e.getLocation().getLineNr() + ": no JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new CallersMistake(name + ": " + e.getMessage(), e);
        }
        if (budgets.stated.isEmpty()) {
            throw new CallersMistake(name + ": no budget is in it: a record with a name and an amount is expected");
        }
        return List.copyOf(budgets.stated);
    }

    private void value(Json value, Map<String, String> around, @Nullable String key, long line) {
        switch (value) {
            case Json.Items items -> items.values().forEach(item -> value(item, around, null, line));
            case Json.Fields fields -> object(fields, around, key);
            case Json.Nothing _ -> {
                // a key without anything behind it
            }
            case Json.Text _, Json.Decimal _, Json.Truth _ ->
                throw new CallersMistake(
                        name + ", line " + line + ": a budget is an object with fields, not " + value.scalar());
        }
    }

    private void object(Json.Fields object, Map<String, String> around, @Nullable String key) {
        Map<String, Json> fields = new LinkedHashMap<>();
        object.values().forEach((field, value) -> fields.putIfAbsent(plain(field), value));
        var record =
                new HistoryRecord(fields, around, key == null ? List.of() : List.of(key), "the budget", object.line());
        if (OldBudget.is(record)) {
            String where = name + ", line " + object.line();
            try {
                stated.add(Stated.at(where, OldBudget.budget(record, currency)));
            } catch (WrongField wrong) {
                throw new CallersMistake(
                        where + ": " + wrong.reason() + (wrong.value() == null ? "" : ", not " + wrong.value()), wrong);
            } catch (IllegalArgumentException wrong) {
                throw new CallersMistake(where + ": " + wrong.getMessage(), wrong);
            }
            return;
        }
        Map<String, String> inner = new LinkedHashMap<>(around);
        fields.forEach((field, value) -> {
            String said = value.scalar();
            if (said != null) {
                inner.put(field, said);
            }
        });
        object.values().forEach((field, value) -> {
            if (value instanceof Json.Fields || value instanceof Json.Items) {
                value(value, inner, CONTAINERS.contains(plain(field)) ? null : field, object.line());
            }
        });
    }

    private static String plain(String field) {
        return field.strip().toLowerCase(Locale.ROOT).replace(' ', '_');
    }
}
