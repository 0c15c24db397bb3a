package dev.outlay.connect.yaml;

import dev.outlay.units.CallersMistake;
import java.util.function.Function;

/// A value of a YAML file: a text, a list or a map. Immutable and thread-safe.
///
/// Every scalar is the text as it is written: `no`, `1e3` and `2026-10-01` are not turned into something else.
public sealed interface YamlValue permits YamlText, YamlList, YamlMap {

    /// Where it stands, for messages: `allocation.yaml, line 4`.
    String where();

    /// What it is, for messages: `a text`, `a list`, `a map`.
    String kind();

    /// The mistake that this value makes, with the line it stands on.
    default CallersMistake mistake(String sentence) {
        return new CallersMistake(where() + ": " + sentence);
    }

    /// This as a map. Throws [CallersMistake] where it is none.
    default YamlMap map() {
        if (this instanceof YamlMap map) {
            return map;
        }
        throw mistake("a map of keys and values is expected, not " + kind());
    }

    /// This as a list. Throws [CallersMistake] where it is none.
    default YamlList list() {
        if (this instanceof YamlList list) {
            return list;
        }
        throw mistake("a list is expected, not " + kind());
    }

    /// The text of this. Throws [CallersMistake] where it is no text or an empty one.
    default String text() {
        if (this instanceof YamlText text && !text.value().isBlank()) {
            return text.value();
        }
        throw mistake("a text is expected, not " + kind());
    }

    /// The text of this, read by a parser that throws [IllegalArgumentException] on what it cannot read; its words
    /// become a [CallersMistake] with the line.
    default <T> T parsed(Function<String, T> parser) {
        String text = text();
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw new CallersMistake(where() + ": " + e.getMessage(), e);
        }
    }
}
