package dev.outlay.connect.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outlay.Outlay;
import dev.outlay.catalog.Catalog;
import dev.outlay.connect.Connectors;
import dev.outlay.connect.tabular.Progress;
import dev.outlay.ledger.MemoryLedger;
import dev.outlay.report.Parameters;
import dev.outlay.report.Table;
import dev.outlay.units.CallersMistake;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The files in `examples/owned-hardware`, with the figures that `examples/README.md` works out by hand.
class HardwareFileTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-01T00:00:00Z"));
    private static final Path EXAMPLE = Path.of("..", "examples", "owned-hardware");

    private final Outlay outlay = new Outlay(MemoryLedger::new, Catalog.builtin(), CLOCK);

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        outlay.close();
    }

    @Test
    void theHourlyPriceStandsWithItsParts() throws Exception {
        take("hardware", EXAMPLE.resolve("lab.yaml"));
        Table table = outlay.answer("hardware", Parameters.NONE);
        Map<String, BigDecimal> parts = new HashMap<>();
        table.rows().stream()
                .filter(row -> "gpu-server".equals(row.get(2)))
                .forEach(row -> parts.put(String.valueOf(row.get(4)), new BigDecimal(String.valueOf(row.get(5)))));
        assertThat(parts)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "depreciation", new BigDecimal("12.50"),
                        "financing", new BigDecimal("1.00"),
                        "maintenance", new BigDecimal("1.00"),
                        "power", new BigDecimal("1.50"),
                        "space", new BigDecimal("1.00"),
                        "staff", new BigDecimal("2.00"),
                        "network", new BigDecimal("0.50"),
                        "whole", new BigDecimal("19.50")));
        assertThat(table.rows())
                .anySatisfy(row -> assertThat(row)
                        .contains("H100-SXM5-80GB", "whole", "2.4375", "GPU-Hour", "lab.yaml: order 2026-041"));
    }

    @Test
    void bareMetalAndSlurmGpusAreRatedByIt() throws Exception {
        take("usage", EXAMPLE.resolve("usage.csv"));
        assertThat(outlay.answer("cost", Parameters.NONE).heading()).containsEntry("unpriced", "3");
        take("hardware", EXAMPLE.resolve("lab.yaml"));
        Table cost = outlay.answer("cost", Parameters.of("by", "team"));
        assertThat(cost.heading()).containsEntry("total", "292.50");
        assertThat(cost.rows())
                .anySatisfy(row -> assertThat(row).contains("vision", "117.00"))
                .anySatisfy(row -> assertThat(row).contains("search", "97.50"));
        assertThat(outlay.answer("charges", Parameters.NONE).rows())
                .anySatisfy(row -> assertThat(row).contains("lab.yaml: order 2026-041, 2026-10-01, owned: rate card"));
    }

    @Test
    void takingTheFileTwiceChangesNothing() throws Exception {
        take("hardware", EXAMPLE.resolve("lab.yaml"));
        assertThat(outlay.take(Connectors.source("hardware", EXAMPLE.resolve("lab.yaml"), CLOCK, Progress.NONE))
                        .facts()
                        .added())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "utilization: 0.8 | utilization: 80 | utilization is a part of the time, above 0 and up to 1: 80",
                "pue: 1.25 | pue: 0.9 | a PUE is 1 or more: 0.9",
                "staff: 2336 USD | staff: 2336 EUR | all money of a rate card is in one currency: 2336.00 EUR",
                "staff: 2336 USD | staf: 2336 USD | line 25: unknown key staf: did you mean staff?",
                "life_years: 4 | lifetime: 4 | unknown key lifetime",
                "nodes: 2 | nodes: two | line 9: a whole number is expected, not two",
                "residual_per_node: 0 USD | residual_per_node: 400000 USD | the residual value is at most the price"
            })
    void refusesACardThatCannotBeMeantNamingTheLine(String good, String bad, String message) throws Exception {
        Path file = folder.resolve("bad.yaml");
        Files.writeString(file, Files.readString(EXAMPLE.resolve("lab.yaml")).replace(good, bad));
        assertThatThrownBy(() -> take("hardware", file))
                .isInstanceOf(CallersMistake.class)
                .hasMessageContaining("bad.yaml, line")
                .hasMessageContaining(message);
    }

    private void take(String kind, Path file) throws Exception {
        assertThat(outlay.take(Connectors.source(kind, file, CLOCK, Progress.NONE))
                        .facts()
                        .refused())
                .isZero();
    }
}
