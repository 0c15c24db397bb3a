package dev.outlay.connect.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outlay.Outlay;
import dev.outlay.catalog.Catalog;
import dev.outlay.connect.duckdb.DuckDbLedger;
import dev.outlay.report.Parameters;
import dev.outlay.report.Table;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The sample company's cost, replayed.
class DemoReplayTest {

    private static final Instant NOW = Instant.parse("2026-11-22T05:50:00Z");

    @TempDir
    Path folder;

    @Test
    void whatWasDoneComesOutToTheLastDigitAndOtherPoliciesAsTheyMust() throws Exception {
        try (Outlay outlay = new Outlay(
                () -> DuckDbLedger.open(folder.resolve("ledger.duckdb"), InstantSource.fixed(NOW)),
                Catalog.builtin(),
                InstantSource.fixed(NOW))) {
            outlay.take(Demo.sources(folder.resolve("files"), NOW, _ -> {}), _ -> {});
            Table table = outlay.answer(
                    "replay",
                    new Parameters(Map.of(
                            "policy",
                            List.of("on-demand", "spot", "idle-off:30m"),
                            "from",
                            List.of("2026-10-01"),
                            "to",
                            List.of("2026-10-15"))));
            assertThat(table.rows())
                    .extracting(List::getFirst)
                    .containsExactly("actual", "on-demand", "spot", "idle-off:30m");
            BigDecimal cost = figure(table, 0, "actual");
            assertThat(cost).isPositive();
            assertThat(figure(table, 0, "replayed")).isEqualByComparingTo(cost);
            assertThat(figure(table, 1, "replayed")).isGreaterThan(cost);
            assertThat(figure(table, 2, "interruptions")).isPositive();
            assertThat(figure(table, 3, "replayed")).isLessThan(cost);
            assertThat(table.notes()).anyMatch(note -> note.contains("the same to the last digit"));
        }
    }

    private static BigDecimal figure(Table table, int row, String column) {
        int index = table.columns().stream().map(each -> each.name()).toList().indexOf(column);
        return new BigDecimal(table.rows().get(row).get(index));
    }
}
