package dev.outlay.connect.history;

import dev.outlay.connect.file.WrittenInstant;
import dev.outlay.connect.file.WrongField;
import dev.outlay.connect.json.Json;
import dev.outlay.units.Decimals;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One record of a history file: its own fields, what the objects around it say of it, and the keys that lead to
/// it.
///
/// `where` tells a person its place, such as `prices[3]`. Names are in lower case.
record HistoryRecord(Map<String, Json> fields, Map<String, String> around, List<String> keys, String where, long line) {

    static final List<String> TIME = List.of(
            "timestamp", "time", "date", "recorded_at", "updated_at", "created_at", "datetime", "day", "last_updated");
    static final List<String> PROVIDER = List.of("provider", "cloud_provider", "cloud", "vendor");
    static final List<String> INSTANCE =
            List.of("instance_type", "instance", "machine_type", "vm_size", "sku", "gpu_model", "gpu_type", "gpu");
    static final List<String> REGION = List.of("region", "location", "zone");

    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final Pattern SEPARATOR = Pattern.compile("[:/|]");

    /// The text of the first of some fields that says something; null where none does.
    @Nullable
    String text(List<String> names) {
        String name = said(names);
        return name == null ? null : text(name);
    }

    /// The first of some names that says something.
    @Nullable
    String said(List<String> names) {
        return names.stream().filter(name -> text(name) != null).findFirst().orElse(null);
    }

    @Nullable
    String text(String name) {
        Json value = fields.get(name);
        String said = value == null ? null : value.scalar();
        return said == null || said.isBlank() ? null : said.strip();
    }

    boolean says(List<String> names) {
        return names.stream().anyMatch(fields::containsKey);
    }

    /// A text of the record, else of the objects around it.
    @Nullable
    String anywhere(List<String> names) {
        String own = text(names);
        return own != null
                ? own
                : names.stream()
                        .filter(around::containsKey)
                        .map(around::get)
                        .findFirst()
                        .orElse(null);
    }

    /// A part of the thing a record is of: said by a field, else by the keys `provider`, `provider:instance` or
    /// `provider:instance:region` that lead to it.
    @Nullable
    String part(List<String> names, int place) {
        String said = anywhere(names);
        if (said != null) {
            return said;
        }
        List<String> parts = keys.stream()
                .filter(key -> WrittenInstant.of(key).isEmpty())
                .flatMap(SEPARATOR::splitAsStream)
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
        return place < parts.size() ? parts.get(place) : null;
    }

    /// When it was: a field, else a key that is a date or an instant. Throws [WrongField] where it says none.
    String time() throws WrongField {
        String said = text(TIME);
        if (said != null) {
            return said;
        }
        return keys.reversed().stream()
                .filter(key -> WrittenInstant.of(key).isPresent())
                .findFirst()
                .orElseThrow(() -> new WrongField(
                        where,
                        null,
                        "the record says no time: timestamp or date is missing, so it can stand nowhere in history"));
    }

    Instant instant(String said) throws WrongField {
        return WrittenInstant.of(said)
                .orElseThrow(() -> new WrongField(
                        where,
                        said,
                        "an instant is written as in ISO 8601, in UTC where no offset is said, such as"
                                + " 2026-10-01T00:00:00"));
    }

    BigDecimal decimal(String name) throws WrongField {
        String said = text(name);
        try {
            return Decimals.parse(String.valueOf(said));
        } catch (IllegalArgumentException e) {
            throw new WrongField(where + "." + name, said, name + " is a number: " + e.getMessage());
        }
    }

    /// The currency of a field of money: the record's own, else one in the field's name, else the caller's. Throws
    /// [WrongField] where none is said.
    String currency(String field, @Nullable String given) throws WrongField {
        String said = anywhere(List.of("currency"));
        if (said == null && (field.endsWith("_usd") || field.contains("_usd_"))) {
            said = "USD";
        }
        said = said == null ? given : said.toUpperCase(Locale.ROOT);
        if (said == null) {
            throw new WrongField(
                    where + "." + field,
                    text(field),
                    "the record says no currency: state it with --currency, such as" + " --currency USD");
        }
        if (!CURRENCY.matcher(said).matches()) {
            throw new WrongField(where + ".currency", said, "a currency is three letters as in ISO 4217, such as USD");
        }
        return said;
    }

    /// All it says in one form, by which it is known again.
    String content() {
        return keys + " " + new TreeMap<>(around) + " " + new Json.Fields(fields, 1).text();
    }
}
