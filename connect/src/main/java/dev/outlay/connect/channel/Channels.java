package dev.outlay.connect.channel;

import dev.outlay.alert.Line;
import dev.outlay.catalog.NearNames;
import dev.outlay.units.CallersMistake;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The channels that somebody set up, by name, in the order they are written. Immutable and thread-safe.
public record Channels(Map<String, Line> lines) {

    public static final Channels NONE = new Channels(Map.of());

    public Channels {
        lines = Collections.unmodifiableMap(new LinkedHashMap<>(lines));
    }

    public Set<String> names() {
        return lines.keySet();
    }

    /// The channel of a name. Throws [CallersMistake] naming the ones there are.
    public Line named(String name) {
        Line line = lines.get(name);
        if (line != null) {
            return line;
        }
        List<String> near = NearNames.nearest(name, names());
        throw new CallersMistake("no channel is called " + name + ": "
                + (lines.isEmpty()
                        ? "none is set up; write one into alerts.yaml, see docs/how-to/alert-channels.md"
                        : "there are " + String.join(", ", near.isEmpty() ? names() : near)));
    }
}
