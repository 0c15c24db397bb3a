package dev.outlay.connect.focus.check;

import dev.outlay.connect.sql.Migrations;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// How we read rules that models state in words, by rule id. Thread-safe.
final class Readings {

    /// One reading: its kind (`rows`, `each`, `one`, `names`) with its two parts, which the resource explains.
    ///
    /// `contradicts` is true where the model's own check says something else than its words.
    record Reading(String kind, String first, String second, boolean contradicts) {}

    static final Map<String, Reading> BY_RULE = read();

    private Readings() {}

    private static Map<String, Reading> read() {
        Map<String, Reading> readings = new LinkedHashMap<>();
        Migrations.text("/dev/outlay/connect/focus/check/readings.txt")
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .forEach(line -> {
                    // a condition may hold the mark too, so only what stands between blanks parts the cells
                    String[] cells = Arrays.stream(line.split(" \\| ", 4))
                            .map(String::strip)
                            .toArray(String[]::new);
                    boolean contradicts = cells[0].startsWith("!");
                    String id = contradicts ? cells[0].substring(1) : cells[0];
                    readings.put(id, new Reading(cells[1], cells[2], cells.length > 3 ? cells[3] : "", contradicts));
                });
        return Map.copyOf(readings);
    }
}
