package dev.outlay.connect.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outlay.Outlay;
import dev.outlay.catalog.Catalog;
import dev.outlay.connect.duckdb.DuckDbLedger;
import dev.outlay.ledger.Appended;
import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.Measure;
import dev.outlay.ledger.Reading;
import dev.outlay.ledger.Source;
import dev.outlay.ledger.TotalsQuery;
import dev.outlay.report.Parameters;
import dev.outlay.report.Table;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The sample company goes through the same sources as real data.
class DemoImportTest {
    private static final Instant NOW = Instant.parse("2026-11-22T05:50:00Z");

    @TempDir
    Path folder;

    @Test
    void everyRowIsUnderstoodTheBillsSumAndReadingThemAgainAddsNothing() throws Exception {
        SampleFolder company = SampleFolder.written(folder.resolve("files"), NOW);
        long rows = company.files().stream()
                .mapToLong(file -> CsvRows.of(file).size())
                .sum();
        BigDecimal billed = company.bills().stream()
                .flatMap(bill -> CsvRows.of(bill).stream())
                .map(line -> line.decimal("BilledCost"))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        try (Ledger ledger = ledger()) {
            assertThat(appended(ledger)).isEqualTo(new Appended(rows, 0, 0, null));
            assertThat(appended(ledger)).isEqualTo(new Appended(0, rows, 0, null));
            assertThat(ledger.totals(TotalsQuery.of(Measure.BILLED)).rows())
                    .singleElement()
                    .satisfies(row -> assertThat(row.measures().getFirst()).isEqualByComparingTo(billed));
        }
    }

    @Test
    void theNewPriceShowsInWhatADayOfTheNeocloudCosts() throws Exception {
        InstantSource clock = InstantSource.fixed(NOW);
        try (Outlay outlay = new Outlay(this::ledger, Catalog.builtin(), clock)) {
            List<Source> sources = Demo.sources(folder.resolve("files"), NOW, _ -> {});
            outlay.take(sources.get(0));
            outlay.take(sources.get(1));
            Table days = outlay.answer("cost", Parameters.of("by", "day", "filter", "gpu-model=H100-SXM5-80GB"));
            // 14 machines of 8 GPUs for 24 hours, at 2.60 USD and from day 30 on at 2.15 USD
            assertThat(days.rows()).hasSize(60);
            assertThat(days.rows().get(29)).containsExactly("2026-10-22", "6988.80");
            assertThat(days.rows().get(30)).containsExactly("2026-10-23", "5779.20");
            assertThat(days.heading()).containsEntry("total", "383040.00").containsEntry("unpriced", "0");
        }
    }

    private Ledger ledger() {
        return DuckDbLedger.open(folder.resolve("ledger.duckdb"), InstantSource.fixed(NOW));
    }

    private Appended appended(Ledger ledger) throws Exception {
        Appended sum = Appended.NOTHING;
        for (Source source : Demo.sources(folder.resolve("files"), NOW, _ -> {})) {
            try (Reading reading = source.read(Span.EVER)) {
                Appended one = ledger.append(reading);
                sum = sum.plus(new Appended(one.added(), one.known(), one.refused(), null));
            }
        }
        return sum;
    }
}
