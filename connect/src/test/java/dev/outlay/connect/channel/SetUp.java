package dev.outlay.connect.channel;

import dev.outlay.alert.Line;
import dev.outlay.connect.Connectors;
import dev.outlay.connect.yaml.YamlFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// Sets channels up as `alerts.yaml` does.
public final class SetUp {

    private SetUp() {}

    /// The channels of a text.
    public static Channels channels(String yaml, Map<String, String> environment) {
        return ChannelsFile.read(
                YamlFile.parse("alerts.yaml", yaml).required("channels").map(),
                Connectors.CHANNELS,
                Secrets.of(environment::get, Path.of("").toAbsolutePath()));
    }

    /// The channel `here` of a kind, to a receiver, with one second of time.
    public static Line line(String kind, Receiver receiver) {
        return channels(yaml(kind, receiver.settings()), receiver.environment()).named("here");
    }

    /// The text that sets up the channel `here`.
    public static String yaml(String kind, Map<String, String> settings) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("kind", kind);
        all.put("timeout", "PT1S");
        all.putAll(settings);
        StringBuilder yaml = new StringBuilder("channels:\n  here:\n");
        all.forEach((key, value) ->
                yaml.append("    ").append(key).append(": ").append(value).append("\n"));
        return yaml.toString();
    }
}
