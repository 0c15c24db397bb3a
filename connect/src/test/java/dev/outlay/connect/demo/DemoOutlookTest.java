package dev.outlay.connect.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outlay.Outlay;
import dev.outlay.catalog.Catalog;
import dev.outlay.connect.duckdb.DuckDbLedger;
import dev.outlay.report.Parameters;
import dev.outlay.report.Table;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where the sample company's spend was heading, how well that would have been known, and what was unusual in it.
class DemoOutlookTest {

    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");

    @TempDir
    static Path folder;

    private static Outlay outlay;

    @BeforeAll
    static void fill() throws Exception {
        InstantSource clock = InstantSource.fixed(NOW);
        outlay = new Outlay(() -> DuckDbLedger.open(folder.resolve("ledger.duckdb"), clock), Catalog.builtin(), clock);
        outlay.take(Demo.sources(folder.resolve("files"), NOW, _ -> {}), _ -> {});
    }

    @AfterAll
    static void close() {
        outlay.close();
    }

    private static List<String> column(Table table, String name) {
        int index =
                table.columns().stream().map(column -> column.name()).toList().indexOf(name);
        return table.rows().stream().map(row -> row.get(index)).toList();
    }

    @Test
    void theForecastOfTheCompanyWasAsGoodAsItSays() {
        Table table = outlay.answer("forecast", Parameters.of("evaluate", "true"));
        Table evaluation = table.parts().getFirst();
        evaluation
                .rows()
                .forEach(row -> System.out.printf(
                        Locale.ROOT,
                        "demo, %s ahead: median %s %%, p90 %s %%, coverage %s %%, as last week %s %%, %s forecasts%n",
                        row.get(1),
                        row.get(2),
                        row.get(3),
                        row.get(4),
                        row.get(5),
                        row.get(6)));
        assertThat(column(evaluation, "ahead")).containsExactly("1 d", "7 d", "14 d", "30 d");
        assertThat(column(evaluation, "median_error").subList(0, 3))
                .allSatisfy(error -> assertThat(Double.parseDouble(error)).isLessThan(1.5));
        assertThat(Double.parseDouble(column(evaluation, "coverage").getFirst()))
                .isGreaterThan(80);
        assertThat(Double.parseDouble(column(table, "spent").getFirst()))
                .isLessThan(Double.parseDouble(column(table, "low").getFirst()));
    }

    @Test
    void theFallOfAPriceIsFoundOnItsDay() {
        Table table = outlay.answer("anomalies", Parameters.of("last", "40d"));
        column(table, "what").forEach(System.out::println);
        int price = column(table, "kind").indexOf("price");
        assertThat(price).isNotNegative();
        // the contract for H100 at Nebius falls from 2.60 to 2.15 on day 30
        assertThat(column(table, "since").get(price)).isEqualTo("2026-10-23T00:00:00Z");
        assertThat(column(table, "what").get(price)).contains("(-17.3 %)");
        assertThat(column(table, "cause").get(price)).contains("nebius");
    }

    @Test
    void everyFeedOfTheCompanyIsFresh() {
        Table table = outlay.answer("freshness", Parameters.NONE);
        assertThat(table.heading()).containsEntry("late", "0");
        assertThat(column(table, "state")).containsOnly("fresh", "occasional");
    }
}
