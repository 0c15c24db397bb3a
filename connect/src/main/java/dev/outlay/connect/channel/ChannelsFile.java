package dev.outlay.connect.channel;

import dev.outlay.alert.Channel;
import dev.outlay.alert.Line;
import dev.outlay.alert.Patience;
import dev.outlay.connect.yaml.YamlMap;
import dev.outlay.connect.yaml.YamlValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Reads the part `channels` of a file of alerts: docs/reference/channels.md. Thread-safe.
public final class ChannelsFile {

    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final List<String> COMMON = List.of("kind", "attempts", "when_unsure", "timeout");
    private static final int MOST_ATTEMPTS = 100;

    private ChannelsFile() {}

    /// The channels of a map by name. Throws [dev.outlay.units.CallersMistake], with the line, on anything that is
    /// not understood and on a channel without its secret.
    public static Channels read(YamlMap channels, List<ChannelKind> kinds, Secrets secrets) {
        Map<String, Line> lines = new LinkedHashMap<>();
        channels.entries().forEach((name, value) -> {
            if (!NAME.matcher(name).matches()) {
                throw value.mistake("the name of a channel has letters a-z, digits and hyphens: " + name);
            }
            lines.put(name, line(name, value.map(), kinds, secrets));
        });
        return new Channels(lines);
    }

    private static Line line(String name, YamlMap map, List<ChannelKind> kinds, Secrets secrets) {
        ChannelKind kind = kind(map.required("kind"), kinds);
        List<String> known = new ArrayList<>(COMMON);
        known.addAll(kind.keys());
        map.only(known);
        Channel channel = kind.open(new ChannelSettings(name, map, secrets));
        return new Line(channel, patience(map), resendsUnsure(map, channel));
    }

    private static ChannelKind kind(YamlValue value, List<ChannelKind> kinds) {
        return kinds.stream()
                .filter(kind -> kind.name().equals(value.text()))
                .findFirst()
                .orElseThrow(() -> value.mistake("no kind of channel is called " + value.text() + ": there are "
                        + String.join(
                                ", ", kinds.stream().map(ChannelKind::name).toList())));
    }

    private static Patience patience(YamlMap map) {
        int attempts = map.get("attempts")
                .map(value -> value.parsed(text -> {
                    if (!text.matches("\\d{1,3}")
                            || Integer.parseInt(text) < 1
                            || Integer.parseInt(text) > MOST_ATTEMPTS) {
                        throw new IllegalArgumentException(
                                "attempts takes a number from 1 to " + MOST_ATTEMPTS + ", not " + text);
                    }
                    return Integer.parseInt(text);
                }))
                .orElse(Patience.USUAL.attempts());
        return new Patience(attempts, Patience.USUAL.first(), Patience.USUAL.longest());
    }

    private static boolean resendsUnsure(YamlMap map, Channel channel) {
        return map.get("when_unsure")
                .map(value -> value.parsed(text -> switch (text) {
                    case "resend" -> true;
                    case "hold" -> false;
                    default -> throw new IllegalArgumentException("when_unsure takes resend or hold, not " + text);
                }))
                .orElseGet(channel::deduplicates);
    }
}
