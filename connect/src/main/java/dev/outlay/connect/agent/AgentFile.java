package dev.outlay.connect.agent;

import dev.outlay.connect.yaml.YamlFile;
import dev.outlay.connect.yaml.YamlMap;
import dev.outlay.connect.yaml.YamlValue;
import dev.outlay.units.CallersMistake;
import dev.outlay.units.Money;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads `mcp.yaml`. Thread-safe.
public final class AgentFile {

    private static final Pattern MINUTES_OR_HOURS = Pattern.compile("(\\d{1,4})\\s*(m|h)");

    private AgentFile() {}

    /// What a file states. Throws [CallersMistake], naming the file and the line, where it is not understood.
    public static AgentPolicy read(Path file) {
        return policy(YamlFile.read(file));
    }

    private static AgentPolicy policy(YamlMap file) {
        file.only("actor", "plans", "write");
        Map<WriteTool, AgentPolicy.Leave> leaves = new EnumMap<>(WriteTool.class);
        file.get("write")
                .ifPresent(value -> value.map()
                        .only(WriteTool.texts())
                        .entries()
                        .forEach((name, leave) ->
                                leaves.put(WriteTool.named(name).orElseThrow(), leave(leave))));
        String actor = file.get("actor").map(YamlValue::text).orElse(AgentPolicy.DEFAULT_ACTOR);
        Duration confirmable =
                file.get("plans").map(value -> value.parsed(AgentFile::length)).orElse(AgentPolicy.DEFAULT_CONFIRMABLE);
        try {
            return new AgentPolicy(actor, confirmable, leaves);
        } catch (IllegalArgumentException e) {
            throw new CallersMistake(file.where() + ": " + e.getMessage(), e);
        }
    }

    private static AgentPolicy.Leave leave(YamlValue value) {
        return value.parsed(text -> switch (text.strip()) {
            case "allowed" -> AgentPolicy.Leave.FREE;
            case "ask" -> AgentPolicy.Leave.ASK;
            default -> new AgentPolicy.Leave(false, amount(text));
        });
    }

    private static Money amount(String text) {
        String[] words = text.strip().split("\\s+", -1);
        if (words.length != 2) {
            throw new IllegalArgumentException(
                    "an amount and its currency such as 500 USD, the word allowed or the word"
                            + " ask is expected, not " + text);
        }
        Money most = Money.of(words[1].toUpperCase(Locale.ROOT), words[0]);
        if (most.isNegative()) {
            throw new IllegalArgumentException("an amount that is not negative is expected, not " + text);
        }
        return most;
    }

    private static Duration length(String text) {
        Matcher matcher = MINUTES_OR_HOURS.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("a length of time such as 10m or 1h is expected, not " + text);
        }
        long count = Long.parseLong(matcher.group(1));
        return matcher.group(2).equals("m") ? Duration.ofMinutes(count) : Duration.ofHours(count);
    }
}
