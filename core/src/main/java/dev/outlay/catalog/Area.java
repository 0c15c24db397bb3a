package dev.outlay.catalog;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// A part of the world, coarse enough to ask for by word.
public enum Area {
    AFRICA,
    ASIA,
    /// The continent, so with the United Kingdom, Norway and Switzerland.
    EUROPE,
    MIDDLE_EAST,
    /// Canada, Mexico and the United States.
    NORTH_AMERICA,
    OCEANIA,
    SOUTH_AMERICA;

    /// The words people use for it, the plain name first.
    public List<String> words() {
        return switch (this) {
            case AFRICA -> List.of("africa", "emea");
            case ASIA -> List.of("asia", "apac");
            case EUROPE -> List.of("europe", "eu", "emea");
            case MIDDLE_EAST -> List.of("middle east", "mideast", "emea");
            case NORTH_AMERICA -> List.of("north america", "america", "americas");
            case OCEANIA -> List.of("oceania", "apac");
            case SOUTH_AMERICA -> List.of("south america", "america", "americas", "latam");
        };
    }

    /// How it is written in files, such as `middle-east`.
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The area of a written name. Throws [IllegalArgumentException] on an unknown one.
    public static Area of(String text) {
        return Arrays.stream(values())
                .filter(area -> area.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown area: " + text));
    }
}
