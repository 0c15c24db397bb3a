package dev.outlay.connect.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.outlay.connect.Ledgers;
import dev.outlay.connect.tabular.Progress;
import dev.outlay.ledger.GridIntensity;
import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.MemoryLedger;
import dev.outlay.ledger.Reading;
import dev.outlay.ledger.SourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GridFileTest {

    @TempDir
    Path folder;

    @Test
    void anIntensityHoldsForItsSpanByItsKind() throws SourceException, IOException {
        Path file = Ledgers.write(folder, "grid.csv", """
                zone,from,to,intensity,kind,status,source
                GB,2026-10-01T00:00Z,2026-10-01T00:30Z,139.5,direct,forecast,a service
                """);
        try (Ledger ledger = Ledgers.in(folder)) {
            ledger.append(reading(file));
            assertThat(Ledgers.refused(ledger)).isEmpty();
            GridIntensity grid = Ledgers.facts(ledger, GridIntensity.class).getFirst();
            assertThat(grid.span()).hasToString("2026-10-01T00:00:00Z to 2026-10-01T00:30:00Z");
            assertThat(grid.zone()).isEqualTo("GB");
            assertThat(grid.gramsPerKilowattHour()).isEqualByComparingTo("139.5");
            assertThat(grid.basis()).isEqualTo("direct");
            assertThat(grid.source()).isEqualTo("a service, forecast");
            assertThat(ledger.append(reading(file)).added()).isZero();
        }
    }

    @Test
    void aShortFileMeansHoursAndLocationBasedAndAYearIsAllOfIt() throws SourceException, IOException {
        assertThat(facts("provider,region,year,gco2e_per_kwh\ngcp,europe-west1,2021,127\n"))
                .containsExactly("gcp/europe-west1 2021-01-01T00:00:00Z to 2022-01-01T00:00:00Z 127 location-based");
        assertThat(facts("zone,time_utc,gco2_per_kwh_direct\nCISO,2021-07-01T00:00Z,162.3\n"))
                .containsExactly("CISO 2021-07-01T00:00:00Z to 2021-07-01T01:00:00Z 162.3 direct");
    }

    @Test
    void wrongIntensitiesAreRefusedWithTheReason() throws SourceException, IOException {
        var ledger = new MemoryLedger();
        ledger.append(reading(Ledgers.write(folder, "bad.csv", """
                zone,from,to,intensity,direct_intensity,kind,status
                ,2026-10-01,,1,,,
                GB,yesterday,,1,,,
                GB,2026-10-02,2026-10-01,1,,,
                GB,2026-10-01,,-1,,,
                GB,2026-10-01,,1,2,,
                GB,2026-10-01,,,,,
                GB,2026-10-01,,1,,green,
                GB,2026-10-01,,,2,marginal,
                GB,2026-10-01,,1,,,sure
                """)));
        assertThat(Ledgers.refused(ledger))
                .containsExactly(
                        "10 status: unknown status: " + "use one of measured, estimated, forecast",
                        "2 zone: an intensity names its zone, such as DE, or its provider and region",
                        "3 from: an instant is written as in ISO 8601 and in UTC, such as 2026-10-01T00:00:00Z, or as"
                                + " a year",
                        "4 to: a span must end after it starts, which is at 2026-10-02",
                        "5 intensity: an intensity is grams of CO2 equivalent per kWh, a number that is not negative",
                        "6 intensity: an intensity is either life cycle (intensity) or direct (direct_intensity),"
                                + " never both",
                        "7 intensity: an intensity is grams of CO2 equivalent per kWh, a number that is not negative",
                        "8 kind: unknown kind: use one of location-based, market-based, direct, marginal",
                        "9 kind: what stands under direct_intensity is of the kind direct and no other");
        assertThat(Ledgers.facts(ledger, GridIntensity.class)).isEmpty();
    }

    @Test
    void theHourlySampleOfTheSharedDataIsTakenInWhole() throws SourceException {
        Path sample = root().resolveSibling("shared").resolve("data/carbon/hourly-sample.csv");
        assumeTrue(
                Files.exists(sample),
                "skipped: the hourly sample is not beside the repository in ../shared/data/carbon/hourly-sample.csv");
        try (Ledger ledger = Ledgers.in(folder)) {
            assertThat(ledger.append(reading(sample)).added()).isEqualTo(38_376);
            assertThat(ledger.append(reading(sample)).added()).isZero();
        }
    }

    private List<String> facts(String text) throws SourceException, IOException {
        var ledger = new MemoryLedger();
        ledger.append(reading(Ledgers.write(folder, "grid.csv", text)));
        assertThat(Ledgers.refused(ledger)).isEmpty();
        return Ledgers.facts(ledger, GridIntensity.class).stream()
                .map(grid -> grid.zone() + " " + grid.span() + " "
                        + grid.gramsPerKilowattHour().toPlainString() + " " + grid.basis())
                .toList();
    }

    private static Reading reading(Path file) throws SourceException {
        return GridFile.source(file, Ledgers.CLOCK, Progress.NONE).read();
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder.getParent() != null && !Files.exists(folder.resolve("ARCHITECTURE.md"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
