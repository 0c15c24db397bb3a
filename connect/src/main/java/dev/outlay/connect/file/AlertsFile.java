package dev.outlay.connect.file;

import dev.outlay.alert.AlertPolicy;
import dev.outlay.alert.Escalation;
import dev.outlay.alert.Pace;
import dev.outlay.alert.QuietHours;
import dev.outlay.alert.Route;
import dev.outlay.alert.Rule;
import dev.outlay.alert.Rules;
import dev.outlay.alert.Severity;
import dev.outlay.alert.Threshold;
import dev.outlay.alert.Watch;
import dev.outlay.catalog.NearNames;
import dev.outlay.connect.yaml.YamlMap;
import dev.outlay.connect.yaml.YamlText;
import dev.outlay.connect.yaml.YamlValue;
import dev.outlay.units.CallersMistake;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/// Reads what is watched and who is told from a YAML file, all but its channels: docs/reference/alerts-file.md.
/// Thread-safe.
public final class AlertsFile {

    private static final List<String> KEYS = List.of(
            "channels", "rules", "others", "routes", "quiet-hours", "escalation", "together", "resolve-after", "renew");
    private static final List<String> OF_RULE = List.of("rule", "name", "off", "where", "by", "severity", "to");

    private final List<String> channels;

    private AlertsFile(Collection<String> channels) {
        this.channels = List.copyOf(channels);
    }

    /// What a file states; `channels` are the names of those that it sets up. Throws [CallersMistake], with the
    /// line, on anything that is not understood.
    public static AlertPolicy read(YamlMap file, Collection<String> channels) {
        return new AlertsFile(channels).policy(file.only(KEYS));
    }

    private AlertPolicy policy(YamlMap file) {
        return made(
                file,
                () -> new AlertPolicy(
                        watches(file),
                        channels,
                        each(file, "routes", this::route),
                        each(file, "quiet-hours", this::quiet),
                        file.get("escalation")
                                .map(value -> escalation(value.map()))
                                .orElse(Escalation.NONE),
                        pace(file)));
    }

    private List<Watch> watches(YamlMap file) {
        List<Watch> watches = new ArrayList<>();
        Set<String> stated = new LinkedHashSet<>();
        Map<String, String> names = new LinkedHashMap<>();
        for (YamlMap map : each(file, "rules", value -> value)) {
            Rule rule = rule(map.required("rule"));
            stated.add(rule.name());
            Optional<Watch> watch = watch(map, rule);
            watch.ifPresent(each -> {
                String before = names.putIfAbsent(each.name(), map.where());
                if (before != null) {
                    throw map.mistake("two rules are called " + each.name() + ", the first at " + before
                            + ": give one of them another name");
                }
                watches.add(each);
            });
        }
        boolean others = file.get("others")
                .map(value -> value.parsed(text -> switch (text) {
                    case "on" -> true;
                    case "off" -> false;
                    default -> throw new IllegalArgumentException("others takes on or off, not " + text);
                }))
                .orElse(true);
        if (others) {
            Rules.ALL.stream()
                    .filter(rule -> !stated.contains(rule.name()) && !names.containsKey(rule.name()))
                    .map(Watch::of)
                    .forEach(watches::add);
        }
        return watches;
    }

    private static Rule rule(YamlValue value) {
        List<String> known = Rules.ALL.stream().map(Rule::name).toList();
        return Rules.named(value.text()).orElseThrow(() -> {
            List<String> near = NearNames.nearest(value.text(), known);
            return value.mistake("no rule is called " + value.text() + ": "
                    + (near.isEmpty()
                            ? "there are " + String.join(", ", known)
                            : "did you mean " + near.getFirst() + "?"));
        });
    }

    private Optional<Watch> watch(YamlMap map, Rule rule) {
        List<String> keys = new ArrayList<>(OF_RULE);
        rule.thresholds().stream().map(Threshold::name).forEach(keys::add);
        map.only(keys);
        if (map.flag("off")) {
            return Optional.empty();
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (Threshold threshold : rule.thresholds()) {
            map.get(threshold.name())
                    .ifPresent(value -> values.put(threshold.name(), value.parsed(threshold::checked)));
        }
        Map<String, Set<String>> where = where(map, rule.labels(), rule.name());
        List<String> by = map.get("by").map(AlertsFile::texts).orElse(List.of());
        return Optional.of(made(
                map,
                () -> new Watch(
                        map.get("name").map(YamlValue::text).orElse(rule.name()),
                        rule,
                        values,
                        where,
                        by,
                        map.get("severity").map(AlertsFile::severity).orElse(null),
                        to(map))));
    }

    private Route route(YamlMap map) {
        map.only("rules", "severity", "where", "to", "more");
        Set<Severity> severities = EnumSet.noneOf(Severity.class);
        map.get("severity").ifPresent(value -> {
            if (value instanceof YamlText) {
                severities.add(severity(value));
            } else {
                value.list().items().forEach(item -> severities.add(severity(item)));
            }
        });
        return made(
                map,
                () -> new Route(
                        Set.copyOf(map.get("rules").map(AlertsFile::texts).orElse(List.of())),
                        severities,
                        where(map, List.of(), ""),
                        to(map.required("to")),
                        map.flag("more")));
    }

    private QuietHours quiet(YamlMap map) {
        map.only("zone", "days", "from", "to", "passes", "channels");
        ZoneId zone =
                map.get("zone").map(value -> value.parsed(AlertsFile::zone)).orElse(ZoneOffset.UTC);
        Set<DayOfWeek> days = map.get("days").map(RateCardWindows::days).orElse(EnumSet.allOf(DayOfWeek.class));
        Severity passes = map.get("passes").map(AlertsFile::severity).orElse(null);
        Set<String> quiet = Set.copyOf(map.get("channels").map(this::to).orElse(List.of()));
        if (map.get("from").isEmpty() && map.get("to").isEmpty()) {
            return QuietHours.wholeDays(zone, days, passes, quiet);
        }
        return made(
                map,
                () -> new QuietHours(
                        zone,
                        days,
                        map.required("from").parsed(RateCardWindows::time),
                        map.required("to").parsed(RateCardWindows::time),
                        passes,
                        quiet));
    }

    private Escalation escalation(YamlMap map) {
        map.only("from", "steps");
        return made(
                map,
                () -> new Escalation(
                        map.get("from").map(AlertsFile::severity).orElse(Severity.WARNING),
                        each(map, "steps", this::step)));
    }

    private Escalation.Step step(YamlMap map) {
        map.only("after", "severity", "to");
        return made(
                map,
                () -> new Escalation.Step(
                        map.required("after").parsed(Threshold::duration),
                        map.get("severity").map(AlertsFile::severity).orElse(null),
                        to(map)));
    }

    private static Pace pace(YamlMap file) {
        Optional<YamlMap> together =
                file.get("together").map(value -> value.map().only("by", "within"));
        return new Pace(
                length(file, "resolve-after", Pace.USUAL.resolveAfter()),
                together.flatMap(map -> map.get("by")).map(AlertsFile::texts).orElse(Pace.USUAL.together()),
                together.map(map -> length(map, "within", Pace.USUAL.window())).orElse(Pace.USUAL.window()),
                length(file, "renew", Pace.USUAL.renew()));
    }

    private static Duration length(YamlMap map, String key, Duration otherwise) {
        return map.get(key).map(value -> value.parsed(Threshold::duration)).orElse(otherwise);
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "no time zone is called " + text + ": write one of the tz database, such as Europe/Berlin", e);
        }
    }

    private static Severity severity(YamlValue value) {
        return value.parsed(Severity::of);
    }

    private List<String> to(YamlMap map) {
        return map.get("to").map(this::to).orElse(List.of());
    }

    /// The channels of a value, of which each is set up.
    private List<String> to(YamlValue value) {
        List<String> to = new ArrayList<>();
        for (YamlValue item :
                value instanceof YamlText ? List.of(value) : value.list().items()) {
            String name = item.text();
            if (!channels.contains(name)) {
                List<String> near = NearNames.nearest(name, channels);
                throw item.mistake("no channel is called " + name + ": "
                        + (channels.isEmpty()
                                ? "none is set up under channels"
                                : near.isEmpty()
                                        ? "there are " + String.join(", ", channels)
                                        : "did you mean " + near.getFirst() + "?"));
            }
            to.add(name);
        }
        return to;
    }

    private static Map<String, Set<String>> where(YamlMap map, List<String> known, String rule) {
        Map<String, Set<String>> where = new LinkedHashMap<>();
        map.get("where")
                .ifPresent(value -> value.map().entries().forEach((label, texts) -> {
                    if (!known.isEmpty() && !known.contains(label)) {
                        throw texts.mistake("alerts of " + rule + " have no label " + label + ": they have "
                                + String.join(", ", known));
                    }
                    where.put(label, Set.copyOf(texts(texts)));
                }));
        return where;
    }

    private static List<String> texts(YamlValue value) {
        List<String> texts = new ArrayList<>();
        if (value instanceof YamlText) {
            texts.add(value.text());
        } else {
            value.list().items().forEach(item -> texts.add(item.text()));
        }
        if (texts.isEmpty()) {
            throw value.mistake("an empty list: name at least one value");
        }
        return List.copyOf(new LinkedHashSet<>(texts));
    }

    private static <T> List<T> each(YamlMap map, String key, Function<YamlMap, T> reader) {
        return map.get(key)
                .map(value -> value.list().items().stream()
                        .map(item -> reader.apply(item.map()))
                        .toList())
                .orElse(List.of());
    }

    private static <T> T made(YamlValue place, Supplier<T> making) {
        try {
            return making.get();
        } catch (CallersMistake e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new CallersMistake(place.where() + ": " + e.getMessage(), e);
        }
    }
}
