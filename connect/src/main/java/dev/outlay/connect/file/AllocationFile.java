package dev.outlay.connect.file;

import dev.outlay.allocation.Allocation;
import dev.outlay.allocation.Entitlement;
import dev.outlay.allocation.SharedRule;
import dev.outlay.allocation.SharedRule.Split;
import dev.outlay.allocation.Weights;
import dev.outlay.connect.yaml.YamlFile;
import dev.outlay.connect.yaml.YamlList;
import dev.outlay.connect.yaml.YamlMap;
import dev.outlay.connect.yaml.YamlText;
import dev.outlay.connect.yaml.YamlValue;
import dev.outlay.ledger.CommonPattern;
import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Dimension.Named;
import dev.outlay.ledger.Match;
import dev.outlay.ledger.OwnerRule;
import dev.outlay.ledger.OwnerRules;
import dev.outlay.ledger.OwnerValue;
import dev.outlay.units.CallersMistake;
import dev.outlay.units.Decimals;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// Reads who pays for what from a YAML file: docs/reference/allocation-file.md. Thread-safe.
public final class AllocationFile {

    private AllocationFile() {}

    /// What a file states. Throws [CallersMistake], with the line, on anything that is not understood.
    public static Allocation read(Path file) {
        return read(YamlFile.read(file));
    }

    static Allocation read(YamlMap file) {
        file.only("rules", "idle", "shared", "tags");
        List<OwnerRule> rules = new ArrayList<>();
        for (YamlValue value : items(file, "rules")) {
            rules.add(rule(value.map(), "rule " + (rules.size() + 1)));
        }
        List<Entitlement> entitlements = new ArrayList<>();
        Optional<YamlMap> idle = file.get("idle").map(value -> value.map().only("entitlements"));
        if (idle.isPresent()) {
            for (YamlValue value : items(idle.get(), "entitlements")) {
                entitlements.add(entitlement(value.map(), "entitlement " + (entitlements.size() + 1)));
            }
        }
        List<SharedRule> shared = new ArrayList<>();
        for (YamlValue value : items(file, "shared")) {
            shared.add(shared(value.map(), "shared cost " + (shared.size() + 1)));
        }
        List<Dimension> standard = file.get("tags")
                .map(value -> standard(
                        value.map().only("required").required("required").list()))
                .orElse(Allocation.DEFAULT_STANDARD);
        return new Allocation(new OwnerRules(rules), entitlements, shared, standard);
    }

    private static OwnerRule rule(YamlMap map, String otherwise) {
        map.only("name", "match", "set", "override");
        String name = name(map, otherwise);
        List<Match> matches = matches(map.required("match").map());
        Map<Named, OwnerValue> says = new LinkedHashMap<>();
        YamlMap set = map.required("set").map();
        set.only(OwnerRule.SETTABLE.stream().map(Named::text).toList());
        set.entries().forEach((key, value) -> says.put(owner(key, value), ownerValue(value)));
        return made(map, () -> new OwnerRule(name, matches, says, map.flag("override")));
    }

    private static OwnerValue ownerValue(YamlValue value) {
        return value instanceof YamlMap map
                ? new OwnerValue.Copy(map.only("from").required("from").parsed(Dimension::of))
                : value.parsed(OwnerValue.Text::of);
    }

    private static Entitlement entitlement(YamlMap map, String otherwise) {
        map.only("name", "match", "over", "shares");
        List<Match> matches =
                map.get("match").map(value -> matches(value.map())).orElse(List.of());
        Weights weights = weights(over(map), map.required("shares").map());
        return new Entitlement(name(map, otherwise), matches, weights);
    }

    private static SharedRule shared(YamlMap map, String otherwise) {
        map.only("name", "match", "over", "split", "weights");
        Named over = over(map);
        Split split = map.required("split").parsed(AllocationFile::split);
        Weights weights =
                map.get("weights").map(value -> weights(over, value.map())).orElse(null);
        List<Match> matches = matches(map.required("match").map());
        return made(map, () -> new SharedRule(name(map, otherwise), matches, over, split, weights));
    }

    private static Weights weights(Named over, YamlMap map) {
        Map<String, BigDecimal> parts = new LinkedHashMap<>();
        map.entries().forEach((owner, part) -> parts.put(owner, part.parsed(Decimals::parse)));
        return made(map, () -> new Weights(over, parts));
    }

    private static Named over(YamlMap map) {
        return map.get("over").map(value -> owner(value.text(), value)).orElse(Named.TEAM);
    }

    private static Named owner(String text, YamlValue place) {
        return OwnerRule.SETTABLE.stream()
                .filter(named -> named.text().equals(text))
                .findFirst()
                .orElseThrow(() -> place.mistake("one of "
                        + String.join(
                                ", ",
                                OwnerRule.SETTABLE.stream().map(Named::text).toList())
                        + " is expected, not " + text));
    }

    private static List<Match> matches(YamlMap map) {
        List<Match> matches = new ArrayList<>();
        map.entries().forEach((key, value) -> {
            Dimension dimension = made(value, () -> Dimension.of(key));
            matches.add(
                    value instanceof YamlMap like
                            ? new Match.Like(
                                    dimension,
                                    like.only("matches").required("matches").parsed(CommonPattern::of))
                            : new Match.OneOf(dimension, texts(value)));
        });
        return matches;
    }

    private static Set<String> texts(YamlValue value) {
        Set<String> texts = new LinkedHashSet<>();
        if (value instanceof YamlText) {
            texts.add(value.text());
        } else {
            value.list().items().forEach(item -> texts.add(item.text()));
        }
        if (texts.isEmpty()) {
            throw value.mistake("an empty list matches nothing: name at least one value");
        }
        return texts;
    }

    /// A word that is no dimension is the key of a tag, so that `owner` needs no `tag:`.
    private static List<Dimension> standard(YamlList list) {
        List<Dimension> standard = new ArrayList<>();
        for (YamlValue value : list.items()) {
            String text = value.text();
            Dimension dimension = Arrays.stream(Named.values())
                    .filter(named -> named.text().equals(text))
                    .map(Dimension.class::cast)
                    .findFirst()
                    .orElseGet(() ->
                            made(value, () -> text.startsWith("tag:") ? Dimension.of(text) : new Dimension.Tag(text)));
            if (standard.contains(dimension)) {
                throw value.mistake(text + " stands twice");
            }
            standard.add(dimension);
        }
        if (standard.isEmpty()) {
            throw list.mistake("an empty standard: name at least one tag, or leave tags out for the default one");
        }
        return standard;
    }

    private static Split split(String text) {
        return Arrays.stream(Split.values())
                .filter(split -> split.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("split takes even, weighted or proportional, not " + text));
    }

    private static String name(YamlMap map, String otherwise) {
        return map.get("name").map(YamlValue::text).orElse(otherwise);
    }

    private static List<YamlValue> items(YamlMap map, String key) {
        return map.get(key).map(value -> value.list().items()).orElse(List.of());
    }

    private static <T> T made(YamlValue place, Supplier<T> making) {
        try {
            return making.get();
        } catch (IllegalArgumentException e) {
            throw new CallersMistake(place.where() + ": " + e.getMessage(), e);
        }
    }
}
