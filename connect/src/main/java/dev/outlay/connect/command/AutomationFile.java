package dev.outlay.connect.command;

import dev.outlay.automation.Cron;
import dev.outlay.automation.Glob;
import dev.outlay.automation.IdleRule;
import dev.outlay.automation.Match;
import dev.outlay.automation.Policy;
import dev.outlay.automation.Rule;
import dev.outlay.automation.Schedule;
import dev.outlay.budget.Zones;
import dev.outlay.connect.yaml.YamlFile;
import dev.outlay.connect.yaml.YamlMap;
import dev.outlay.connect.yaml.YamlValue;
import dev.outlay.ledger.Signal;
import dev.outlay.spot.Capability;
import dev.outlay.spot.Change;
import dev.outlay.units.CallersMistake;
import dev.outlay.units.Decimals;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads `automation.yaml`: the targets with their commands, and the rules that act on them. Thread-safe.
public final class AutomationFile {

    private static final Pattern LENGTH = Pattern.compile("(\\d{1,6})\\s*(s|m|h|d)");
    private static final List<String> COMMON = List.of("do", "targets", "grace", "notify");

    private final List<CommandTarget> targets = new ArrayList<>();
    private final Map<String, Match> measured = new LinkedHashMap<>();
    private final List<Rule> rules = new ArrayList<>();

    private AutomationFile() {}

    /// What the file states.
    public record Stated(Policy policy, List<CommandTarget> targets) {

        /// Nothing is stated.
        public static final Stated NOTHING = new Stated(Policy.NONE, List.of());

        public Stated {
            targets = List.copyOf(targets);
        }
    }

    /// What a file states. Throws [CallersMistake], naming the file and the line, where it is not understood.
    public static Stated read(Path file) {
        return new AutomationFile().stated(YamlFile.read(file));
    }

    private Stated stated(YamlMap file) {
        file.only("halt", "actions-per-hour", "targets", "schedules", "idle");
        file.get("targets").ifPresent(value -> value.map().entries().forEach((name, each) -> target(name, each.map())));
        file.get("schedules")
                .ifPresent(value ->
                        value.map().entries().forEach((name, each) -> rules.add(schedule(name, each.map()))));
        file.get("idle")
                .ifPresent(value -> value.map().entries().forEach((name, each) -> rules.add(idle(name, each.map()))));
        int limit = file.get("actions-per-hour")
                .map(value -> value.parsed(AutomationFile::count))
                .orElse(Policy.DEFAULT_ACTIONS_PER_HOUR);
        boolean halt = file.flag("halt");
        Policy policy = made(file, () -> new Policy(rules, measured, limit, halt));
        return new Stated(policy, targets);
    }

    private void target(String name, YamlMap map) {
        map.only("match", "state", "start", "stop", "scale", "timeout");
        Map<Capability, List<String>> commands = new EnumMap<>(Capability.class);
        for (Capability capability : Capability.values()) {
            map.get(capability.word()).ifPresent(value -> commands.put(capability, command(value)));
        }
        if (commands.isEmpty()) {
            throw map.mistake("the target " + name + " says neither start nor stop nor scale");
        }
        List<String> state = command(map.required("state"));
        Duration timeout = length(map, "timeout", CommandTarget.DEFAULT_TIMEOUT);
        targets.add(made(map, () -> new CommandTarget(name, state, commands, timeout)));
        map.get("match").ifPresent(value -> {
            Map<String, Glob> patterns = new LinkedHashMap<>();
            value.map().only(Match.KEYS).entries().forEach((key, text) -> patterns.put(key, text.parsed(Glob::new)));
            if (patterns.isEmpty()) {
                throw value.mistake("match names one of " + String.join(", ", Match.KEYS));
            }
            measured.put(name, new Match(patterns));
        });
    }

    /// A program and its arguments, which no shell reads.
    private static List<String> command(YamlValue value) {
        List<YamlValue> items = value.list().items();
        if (items.isEmpty()) {
            throw value.mistake("a program and its arguments are expected, as in [kubectl, scale, --replicas=0]");
        }
        String program = items.getFirst().text();
        if (program.contains("/") && !Path.of(program).isAbsolute()) {
            throw items.getFirst()
                    .mistake("the program " + program + " is neither a name on the PATH nor a path in full: where a"
                            + " server runs nobody knows what it is relative to");
        }
        return items.stream().map(YamlValue::text).toList();
    }

    private Schedule schedule(String name, YamlMap map) {
        List<String> keys = new ArrayList<>(COMMON);
        keys.addAll(List.of("cron", "zone", "catch-up"));
        map.only(keys);
        Cron cron = map.required("cron").parsed(Cron::of);
        ZoneId zone = map.required("zone").parsed(Zones::of);
        Duration catchUp = length(map, "catch-up", Schedule.DEFAULT_CATCH_UP);
        Rule.Common common = common(name, map);
        return made(map, () -> new Schedule(common, cron, zone, catchUp));
    }

    private IdleRule idle(String name, YamlMap map) {
        List<String> keys = new ArrayList<>(COMMON);
        keys.addAll(List.of("for", "below", "gap", "rest"));
        map.only(keys);
        Duration lasting = map.required("for").parsed(AutomationFile::length);
        YamlMap values = map.required("below").map();
        Map<Signal, BigDecimal> below = new EnumMap<>(Signal.class);
        values.entries().forEach((signal, value) -> {
            Signal known;
            try {
                known = Signal.of(signal);
            } catch (IllegalArgumentException e) {
                throw value.mistake(String.valueOf(e.getMessage()));
            }
            below.put(known, value.parsed(Decimals::parse));
        });
        Rule.Common common = common(name, map);
        common.targets().stream()
                .flatMap(glob -> targets.stream().map(CommandTarget::name).filter(glob::matches))
                .filter(target -> !measured.containsKey(target))
                .findFirst()
                .ifPresent(target -> {
                    throw map.mistake("nothing tells whether " + target
                            + " is idle: give it match, which says what measurements are of it");
                });
        Duration gap = length(map, "gap", IdleRule.DEFAULT_GAP);
        Duration rest = length(map, "rest", IdleRule.DEFAULT_REST);
        return made(values, () -> new IdleRule(common, lasting, below, gap, rest));
    }

    private Rule.Common common(String name, YamlMap map) {
        Change change = map.required("do").parsed(Change::of);
        List<Glob> globs = new ArrayList<>();
        for (YamlValue value : map.required("targets").list().items()) {
            Glob glob = value.parsed(Glob::new);
            List<CommandTarget> covered = targets.stream()
                    .filter(target -> glob.matches(target.name()))
                    .toList();
            if (covered.isEmpty()) {
                throw value.mistake("no target is called " + glob.text() + ": there are "
                        + String.join(
                                ", ", targets.stream().map(CommandTarget::name).toList()));
            }
            covered.stream()
                    .filter(target -> !target.capabilities().contains(change.needs()))
                    .findFirst()
                    .ifPresent(target -> {
                        throw value.mistake("the rule " + name + " is to " + change.text() + " " + target.name()
                                + ", and nothing says how: add "
                                + change.needs().word() + " to the target");
                    });
            globs.add(glob);
        }
        List<String> channels = map.get("notify")
                .map(value -> value.list().items().stream().map(YamlValue::text).toList())
                .orElse(List.of());
        Duration grace = length(map, "grace", Duration.ZERO);
        return made(map, () -> new Rule.Common(name, change, globs, grace, channels));
    }

    private static int count(String text) {
        if (!text.strip().matches("\\d{1,6}")) {
            throw new IllegalArgumentException("a number of actions such as 10 is expected, not " + text);
        }
        return Integer.parseInt(text.strip());
    }

    private static Duration length(YamlMap map, String key, Duration otherwise) {
        return map.get(key).map(value -> value.parsed(AutomationFile::length)).orElse(otherwise);
    }

    private static Duration length(String text) {
        Matcher matcher = LENGTH.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("a length such as 90s, 15m, 4h or 1d is expected, not " + text);
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    /// What a value makes; where it cannot be, with the line of the value.
    private static <T> T made(YamlValue of, Supplier<T> maker) {
        try {
            return maker.get();
        } catch (CallersMistake e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new CallersMistake(of.where() + ": " + e.getMessage(), e);
        }
    }
}
