package dev.outlay.connect.file;

import dev.outlay.connect.yaml.YamlMap;
import dev.outlay.connect.yaml.YamlText;
import dev.outlay.connect.yaml.YamlValue;
import dev.outlay.pricing.PriceWindow;
import dev.outlay.pricing.PriceWindows;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Reads the windows of a rate card.
final class RateCardWindows {

    private RateCardWindows() {}

    static PriceWindows of(YamlMap card, ZoneId zone) {
        List<PriceWindow> windows = RateCardFile.each(card, "windows", RateCardWindows::window);
        Optional<YamlMap> rest = card.get("otherwise").map(value -> value.map().only("name", "multiplier"));
        return new PriceWindows(
                zone,
                windows,
                rest.flatMap(map -> map.get("name")).map(YamlValue::text).orElse("otherwise"),
                rest.map(map -> map.required("multiplier").parsed(RateCardFile::multiplier))
                        .orElse(BigDecimal.ONE));
    }

    private static PriceWindow window(YamlMap map) {
        map.only("name", "days", "from", "to", "multiplier");
        return new PriceWindow(
                map.required("name").text(),
                map.get("days").map(RateCardWindows::days).orElse(EnumSet.allOf(DayOfWeek.class)),
                map.required("from").parsed(RateCardWindows::time),
                map.required("to").parsed(RateCardWindows::time),
                map.required("multiplier").parsed(RateCardFile::multiplier));
    }

    static Set<DayOfWeek> days(YamlValue value) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        if (value instanceof YamlText) {
            days.addAll(value.parsed(RateCardWindows::days));
        } else {
            value.list().items().forEach(item -> days.addAll(item.parsed(RateCardWindows::days)));
        }
        return days;
    }

    private static Set<DayOfWeek> days(String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        for (DayOfWeek day : DayOfWeek.values()) {
            String name = day.name().toLowerCase(Locale.ROOT);
            if (word.length() >= 3 && name.startsWith(word)) {
                return EnumSet.of(day);
            }
        }
        return switch (word) {
            case "weekdays" -> EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
            case "weekend" -> EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
            default ->
                throw new IllegalArgumentException(
                        "unknown day " + text + ": use mon, tue, wed, thu, fri, sat, sun, weekdays or weekend");
        };
    }

    /// A time of day, of which 24:00 is the end.
    static LocalTime time(String text) {
        String written = text.strip();
        try {
            return written.equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(written);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "a time of day from 00:00 to 24:00 is expected, such as 06:00, not " + text, e);
        }
    }
}
