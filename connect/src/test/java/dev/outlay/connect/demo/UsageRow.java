package dev.outlay.connect.demo;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/// A row of a usage file, as the tests look at it.
record UsageRow(CsvRow row, Instant start, Instant end) {

    static List<UsageRow> of(List<CsvRow> rows) {
        return rows.stream()
                .map(row -> new UsageRow(row, Instant.parse(row.cell("start")), Instant.parse(row.cell("end"))))
                .toList();
    }

    String cell(String column) {
        return row.cell(column);
    }

    boolean isNode() {
        return cell("resource").equals("node");
    }

    BigDecimal gpus() {
        return new BigDecimal(cell("quantity")).multiply(new BigDecimal(cell("share")));
    }

    double hours() {
        return Duration.between(start, end).toMinutes() / 60.0;
    }

    double gpuHours() {
        return gpus().doubleValue() * hours();
    }

    boolean atWeekend() {
        DayOfWeek day = start.atOffset(ZoneOffset.UTC).getDayOfWeek();
        return day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY;
    }

    /// A value of the tags, which are a flat JSON object; empty where there is none.
    String tag(String key) {
        String before = "\"" + key + "\":\"";
        int at = cell("tags").indexOf(before);
        return at < 0 ? "" : cell("tags").substring(at + before.length()).split("\"", 2)[0];
    }
}
