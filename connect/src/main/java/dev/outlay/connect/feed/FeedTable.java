package dev.outlay.connect.feed;

import dev.outlay.report.Column;
import dev.outlay.report.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How feeds went, as a table: one row each, and a note for each that did not go well.
final class FeedTable {

    private FeedTable() {}

    /// What a fetch did. `failed` of the heading counts the feeds of which something outside failed.
    static Table fetched(List<FeedReading> readings, Instant now) {
        Map<String, @Nullable String> heading = heading(readings);
        heading.put("new", sum(readings.stream().mapToLong(FeedReading::news).sum()));
        heading.put(
                "refused", sum(readings.stream().mapToLong(FeedReading::refused).sum()));
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (FeedReading reading : readings) {
            List<@Nullable String> row = row(reading, now);
            row.add(4, sum(reading.news()));
            row.add(5, sum(reading.refused()));
            rows.add(row);
        }
        List<Column> columns = columns();
        columns.add(4, Column.decimal("new", null));
        columns.add(5, Column.decimal("refused", null));
        List<String> notes = notes(readings);
        if (readings.stream().anyMatch(reading -> reading.refused() > 0)) {
            notes.add("some rows were refused: see where and why with outlay report refused");
        }
        return Table.of("prices-fetch", heading, columns, rows, notes);
    }

    /// How feeds went the last time.
    static Table status(List<FeedReading> readings, Instant now) {
        List<Column> columns = columns();
        columns.add(Column.text("description"));
        columns.add(Column.text("address_setting"));
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (FeedReading reading : readings) {
            List<@Nullable String> row = row(reading, now);
            row.add(reading.feed().description());
            row.add(FeedAccess.addressVariable(reading.feed()));
            rows.add(row);
        }
        return Table.of("feeds", heading(readings), columns, rows, notes(readings));
    }

    private static Map<String, @Nullable String> heading(List<FeedReading> readings) {
        Map<String, @Nullable String> heading = new LinkedHashMap<>();
        heading.put("feeds", sum(readings.size()));
        heading.put(
                "failed",
                sum(readings.stream()
                        .filter(reading -> reading.state().status().isFailed())
                        .count()));
        heading.put(
                "prices",
                sum(readings.stream()
                        .mapToLong(reading -> reading.state().prices())
                        .sum()));
        return heading;
    }

    private static List<Column> columns() {
        return new ArrayList<>(List.of(
                Column.text("feed"),
                Column.text("provider"),
                Column.text("status"),
                Column.decimal("prices", null),
                Column.time("last_good"),
                Column.decimal("age", "h")));
    }

    private static List<@Nullable String> row(FeedReading reading, Instant now) {
        FeedState state = reading.state();
        List<@Nullable String> row = new ArrayList<>();
        row.add(reading.feed().name());
        row.add(reading.feed().provider());
        row.add(state.status().text());
        row.add(sum(state.prices()));
        row.add(state.lastGood() == null ? null : state.lastGood().toString());
        row.add(FeedReading.age(state, now));
        return row;
    }

    private static List<String> notes(List<FeedReading> readings) {
        List<String> notes = new ArrayList<>();
        for (FeedReading reading : readings) {
            if (reading.state().reason() != null) {
                notes.add(reading.feed().name() + " is "
                        + reading.state().status().text().replace('-', ' ') + ": "
                        + reading.state().reason());
            }
        }
        return notes;
    }

    private static String sum(long number) {
        return Long.toString(number);
    }
}
