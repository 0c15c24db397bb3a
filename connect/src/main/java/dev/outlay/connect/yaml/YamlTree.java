package dev.outlay.connect.yaml;

import dev.outlay.units.CallersMistake;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;

/// Builds the tree from the parser's events, which keeps types and anchors out from the start. Used once.
final class YamlTree {

    private static final int DEEPEST = 50;
    // what every YAML value is without saying so
    private static final Set<String> PLAIN =
            Set.of("!", "tag:yaml.org,2002:str", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map");

    private final String name;
    private final Iterator<Event> events;

    YamlTree(String name, Iterator<Event> events) {
        this.name = name;
        this.events = events;
    }

    YamlMap document() {
        expect(Event.ID.StreamStart);
        Event start = events.next();
        if (start.getEventId() == Event.ID.StreamEnd) {
            return new YamlMap(name + ", line 1", Map.of());
        }
        YamlValue value = value(events.next(), 0);
        expect(Event.ID.DocumentEnd);
        Event end = events.next();
        if (end.getEventId() != Event.ID.StreamEnd) {
            throw mistake(end, "a second document begins here: write one document without ---");
        }
        return value instanceof YamlText text && text.value().isEmpty()
                ? new YamlMap(value.where(), Map.of())
                : value.map();
    }

    private YamlValue value(Event event, int depth) {
        if (depth > DEEPEST) {
            throw mistake(event, "nested deeper than " + DEEPEST + " levels");
        }
        plain(event);
        return switch (event) {
            case ScalarEvent scalar -> new YamlText(where(event), scalar.getValue());
            case SequenceStartEvent _ -> list(event, depth);
            case MappingStartEvent _ -> map(event, depth);
            default -> throw mistake(event, "a value is expected, not " + event);
        };
    }

    private YamlList list(Event start, int depth) {
        List<YamlValue> items = new ArrayList<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.SequenceEnd; event = events.next()) {
            items.add(value(event, depth + 1));
        }
        return new YamlList(where(start), items);
    }

    private YamlMap map(Event start, int depth) {
        Map<String, YamlValue> entries = new LinkedHashMap<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.MappingEnd; event = events.next()) {
            plain(event);
            if (!(event instanceof ScalarEvent key)) {
                throw mistake(event, "a key is a text, not a list or a map");
            }
            YamlValue value = value(events.next(), depth + 1);
            YamlValue before = entries.putIfAbsent(key.getValue(), value);
            if (before != null) {
                throw mistake(event, "the key " + key.getValue() + " stands twice, first at " + before.where());
            }
        }
        return new YamlMap(where(start), entries);
    }

    /// Refuses what would make the value something else than what is written.
    private void plain(Event event) {
        if (event instanceof AliasEvent alias) {
            throw mistake(event, "the alias *" + alias.getAlias() + " is not taken: write the value out");
        }
        Optional<Anchor> anchor = event instanceof NodeEvent node ? node.getAnchor() : Optional.empty();
        if (anchor.isPresent()) {
            throw mistake(event, "the anchor &" + anchor.get() + " is not taken: write the value out where it is used");
        }
        Optional<String> tag = switch (event) {
            case ScalarEvent scalar -> scalar.getTag();
            case SequenceStartEvent sequence -> sequence.getTag();
            case MappingStartEvent mapping -> mapping.getTag();
            default -> Optional.empty();
        };
        tag.filter(said -> !PLAIN.contains(said)).ifPresent(said -> {
            throw mistake(event, "the type " + said + " is not taken: values are texts, lists and maps");
        });
    }

    private void expect(Event.ID id) {
        Event event = events.next();
        if (event.getEventId() != id) {
            throw mistake(event, "no YAML document: " + event);
        }
    }

    private String where(Event event) {
        return name + ", line "
                + event.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }

    private CallersMistake mistake(Event event, String sentence) {
        return new CallersMistake(where(event) + ": " + sentence);
    }
}
