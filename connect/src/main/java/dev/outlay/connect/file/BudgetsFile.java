package dev.outlay.connect.file;

import dev.outlay.budget.Budget;
import dev.outlay.budget.Guard;
import dev.outlay.budget.Limit;
import dev.outlay.budget.Period;
import dev.outlay.budget.Scope;
import dev.outlay.budget.Stated;
import dev.outlay.budget.Zones;
import dev.outlay.catalog.NearNames;
import dev.outlay.connect.yaml.YamlFile;
import dev.outlay.connect.yaml.YamlMap;
import dev.outlay.connect.yaml.YamlText;
import dev.outlay.connect.yaml.YamlValue;
import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Measure;
import dev.outlay.units.CallersMistake;
import dev.outlay.units.Decimals;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads budgets from a YAML file: docs/reference/budgets-file.md. Thread-safe.
///
/// What a budget says by itself is checked here; how budgets stand to each other is checked where they are set,
/// with the lines that this reader notes.
public final class BudgetsFile {

    private static final List<String> SETTINGS =
            List.of("cost", "period", "from", "to", "zone", "thresholds", "recipients", "guard");
    private static final List<String> KEYS = Stream.concat(
                    Stream.of("name", "parent", "limit", "scope", "below"), SETTINGS.stream())
            .toList();
    private static final Pattern LENGTH = Pattern.compile("(\\d{1,6}) ?(s|m|min|h|d)");

    private final YamlMap defaults;
    private final List<Stated> stated = new ArrayList<>();
    private final Map<String, String> lines = new HashMap<>();

    private BudgetsFile(YamlMap defaults) {
        this.defaults = defaults;
    }

    /// The budgets of a file in the order they stand, those above before those below. Throws [CallersMistake], with
    /// the line, on anything that is not understood and on a name that stands twice.
    public static List<Stated> read(Path file) {
        return read(YamlFile.read(file));
    }

    /// The budgets of a text; `name` stands for it in messages. Throws as [#read(Path)] does.
    public static List<Stated> parse(String name, String text) {
        return read(YamlFile.parse(name, text));
    }

    private static List<Stated> read(YamlMap file) {
        file.only("defaults", "budgets");
        YamlMap defaults = file.get("defaults")
                .map(value -> value.map().only(SETTINGS))
                .orElseGet(() -> new YamlMap(file.where(), Map.of()));
        var reader = new BudgetsFile(defaults);
        file.required("budgets").list().items().forEach(value -> reader.take(value.map(), null));
        if (reader.stated.isEmpty()) {
            throw file.required("budgets").mistake("no budget is stated: write at least one, with name and limit");
        }
        return List.copyOf(reader.stated);
    }

    private void take(YamlMap map, @Nullable String above) {
        map.only(KEYS);
        YamlValue name = map.required("name");
        String before = lines.putIfAbsent(name.text(), name.where());
        if (before != null) {
            throw name.mistake("the budget " + name.text() + " stands twice, first at " + before
                    + ": give each a name of its own");
        }
        Optional<YamlValue> parent = map.get("parent");
        if (above != null && parent.isPresent()) {
            throw parent.get()
                    .mistake("the budget " + name.text() + " stands below " + above + " already: leave parent out");
        }
        Limit limit = map.required("limit").parsed(Limit::of);
        Budget budget = made(
                name,
                () -> new Budget(
                        name.text(),
                        above == null ? parent.map(YamlValue::text).orElse(null) : above,
                        limit,
                        said(map, "cost")
                                .map(value -> value.parsed(BudgetsFile::cost))
                                .orElse(Measure.EFFECTIVE),
                        period(map),
                        said(map, "zone").map(value -> value.parsed(Zones::of)).orElse(ZoneId.of("UTC")),
                        map.get("scope").map(BudgetsFile::scope).orElse(Scope.EVERYTHING),
                        ThresholdList.read(said(map, "thresholds"), said(map, "recipients")),
                        said(map, "guard").map(value -> guard(value, limit)).orElse(Guard.USUAL)));
        stated.add(new Stated(
                budget,
                name.where(),
                parent.map(YamlValue::where).orElse(name.where()),
                map.get("scope").map(YamlValue::where).orElse(name.where())));
        map.get("below").ifPresent(below -> below.list().items().forEach(value -> take(value.map(), budget.name())));
    }

    /// What a budget says itself, else what the defaults say.
    private Optional<YamlValue> said(YamlMap map, String key) {
        return map.get(key).or(() -> defaults.get(key));
    }

    private Period period(YamlMap map) {
        Optional<YamlValue> cycle = said(map, "period");
        LocalDate from =
                said(map, "from").map(value -> value.parsed(BudgetsFile::date)).orElse(null);
        LocalDate to =
                said(map, "to").map(value -> value.parsed(BudgetsFile::date)).orElse(null);
        YamlValue place = cycle.orElse(map);
        return made(
                place,
                () -> new Period(
                        cycle.map(value -> value.parsed(Period::cycle)).orElse(Period.Calendar.MONTH), from, to));
    }

    private static Scope scope(YamlValue value) {
        Map<Dimension, Set<String>> wanted = new LinkedHashMap<>();
        value.map().entries().forEach((key, said) -> {
            switch (key) {
                case "tags", "labels" ->
                    said.map()
                            .entries()
                            .forEach((tag, values) -> want(wanted, made(values, () -> new Dimension.Tag(tag)), values));
                default -> want(wanted, dimension(key, said), said);
            }
        });
        return made(value, () -> new Scope(wanted));
    }

    private static void want(Map<Dimension, Set<String>> wanted, Dimension dimension, YamlValue values) {
        if (wanted.put(dimension, texts(values)) != null) {
            throw values.mistake(dimension.text() + " stands twice in this scope: write its values as one list");
        }
    }

    private static Dimension dimension(String key, YamlValue place) {
        try {
            return Scope.dimension(key);
        } catch (IllegalArgumentException e) {
            List<String> known = Stream.concat(
                            Arrays.stream(Dimension.Named.values()).map(Dimension.Named::text),
                            Stream.of("model", "labels", "tags"))
                    .toList();
            List<String> near = NearNames.nearest(key, known);
            throw new CallersMistake(
                    place.where() + ": unknown scope key " + key + ": "
                            + (near.isEmpty()
                                    ? "use one of " + String.join(", ", known) + ", tag:KEY or label:KEY"
                                    : "did you mean " + near.getFirst() + "?"),
                    e);
        }
    }

    private static Set<String> texts(YamlValue value) {
        Set<String> texts = new LinkedHashSet<>();
        if (value instanceof YamlText) {
            texts.add(value.text());
        } else {
            value.list().items().forEach(item -> texts.add(item.text()));
        }
        if (texts.isEmpty()) {
            throw value.mistake("an empty list covers nothing: name at least one value, or leave the key out");
        }
        return texts;
    }

    private static Guard guard(YamlValue value, Limit limit) {
        if (value instanceof YamlText) {
            return new Guard(value.parsed(Guard.Mode::of), Duration.ZERO, null, null);
        }
        YamlMap map = value.map().only("mode", "grace", "per-run", "per-pod");
        return made(
                map,
                () -> new Guard(
                        map.get("mode").map(mode -> mode.parsed(Guard.Mode::of)).orElse(Guard.Mode.ENFORCE),
                        map.get("grace")
                                .map(grace -> grace.parsed(BudgetsFile::length))
                                .orElse(Duration.ZERO),
                        most(map, "per-run", limit),
                        most(map, "per-pod", limit)));
    }

    /// An amount in the unit of the budget, which may be written behind it.
    private static @Nullable BigDecimal most(YamlMap map, String key, Limit limit) {
        return map.get(key)
                .map(value -> value.parsed(text -> {
                    if (!text.strip().contains(" ")) {
                        return Decimals.parse(text);
                    }
                    Limit most = Limit.of(text);
                    if (!most.unit().equals(limit.unit())) {
                        throw new IllegalArgumentException(key + " is in the unit of the budget, "
                                + limit.unit().text() + ", not in "
                                + most.unit().text());
                    }
                    return most.amount();
                }))
                .orElse(null);
    }

    private static Measure cost(String text) {
        Measure cost = Measure.of(text);
        if (cost != Measure.EFFECTIVE && cost != Measure.BILLED) {
            throw new IllegalArgumentException("cost is effective or billed, not " + text);
        }
        return cost;
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text.strip());
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("a day such as 2026-10-01 is expected, not " + text, e);
        }
    }

    private static Duration length(String text) {
        Matcher matcher = LENGTH.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException("a length such as 30m, 2h or 1d is expected, not " + text);
        }
        long count = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(count);
            case "h" -> Duration.ofHours(count);
            case "d" -> Duration.ofDays(count);
            default -> Duration.ofMinutes(count);
        };
    }

    private static <T> T made(YamlValue place, Supplier<T> making) {
        try {
            return making.get();
        } catch (IllegalArgumentException e) {
            throw new CallersMistake(place.where() + ": " + e.getMessage(), e);
        }
    }
}
