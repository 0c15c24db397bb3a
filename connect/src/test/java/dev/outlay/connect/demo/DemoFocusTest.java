package dev.outlay.connect.demo;

import static dev.outlay.connect.Ledgers.CLOCK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.outlay.Outlay;
import dev.outlay.catalog.Catalog;
import dev.outlay.connect.Ledgers;
import dev.outlay.connect.file.PriceFile;
import dev.outlay.connect.file.UsageFile;
import dev.outlay.connect.focus.FocusExport;
import dev.outlay.connect.focus.FocusFile;
import dev.outlay.connect.focus.FocusVersion;
import dev.outlay.connect.focus.check.FocusValidation;
import dev.outlay.connect.tabular.Progress;
import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Grain;
import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.ledger.Measure;
import dev.outlay.ledger.MemoryLedger;
import dev.outlay.ledger.Source;
import dev.outlay.ledger.SourceException;
import dev.outlay.ledger.Totals;
import dev.outlay.ledger.TotalsQuery;
import dev.outlay.report.Table;
import dev.outlay.units.Span;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The sample company in the FOCUS form and back: its prices, all its bills and the usage of its smallest cluster.
class DemoFocusTest {

    private static final Pattern PART =
            Pattern.compile("\"\"AllocatedRatio\"\":([0-9.]+).*,(usage/[^,]+),[0-9.]+,[a-z-]*,[^,]*$");

    @TempDir
    static Path folder;

    private static final Ledger LEDGER = new MemoryLedger();

    @BeforeAll
    static void fill() throws SourceException {
        try (var outlay = new Outlay(() -> LEDGER, Catalog.builtin(), CLOCK)) {
            List<Source> sources = Demo.files(folder, Instant.parse("2026-11-22T05:50:00Z"), _ -> {}).stream()
                    .flatMap(DemoFocusTest::source)
                    .toList();
            outlay.take(sources, _ -> {});
        }
    }

    private static Stream<Source> source(Path file) {
        String name = file.getFileName().toString();
        if (name.startsWith("usage-")) {
            return name.contains("nordlys") ? Stream.of(UsageFile.source(file, CLOCK, Progress.NONE)) : Stream.of();
        }
        if (name.startsWith("runs") || name.startsWith("grid")) {
            return Stream.of();
        }
        return Stream.of(
                name.startsWith("prices")
                        ? PriceFile.source(file, CLOCK, Progress.NONE)
                        : FocusFile.source(file, CLOCK, Progress.NONE));
    }

    @Test
    void theExportSatisfiesEveryMustOfTheRequirementsModel() throws SourceException {
        Path model = Ledgers.shared("focus/model-1.2.json");
        Path file = folder.resolve("model.csv");
        FocusExport.write(LEDGER, Span.EVER, FocusVersion.V1_2, file, true);

        Table answer = FocusValidation.of(file, null, model, List.of());
        assertThat(answer.rows().stream().filter(row -> "fail".equals(row.get(3))))
                .isEmpty();
        assertThat(FocusValidation.passed(answer)).isTrue();
        assertThat(answer.heading()).containsEntry("rules", "621").containsEntry("not_run", "0");
    }

    @ParameterizedTest(name = "FOCUS {0}, {1}")
    @CsvSource({"1.2, csv", "1.3, parquet", "1.4, csv.gz"})
    void everyTotalIsTheSameAfterTheWayOutAndBack(String version, String form) throws SourceException {
        Path file = folder.resolve("charges-" + version + "." + form);
        FocusExport.write(LEDGER, Span.EVER, FocusVersion.of(version), file, true);

        Ledger back = new MemoryLedger();
        back.append(FocusFile.source(file, CLOCK, Progress.NONE).read());
        assertThat(Ledgers.refused(back)).isEmpty();
        for (Dimension dimension : Dimension.Named.values()) {
            assertThat(totals(back, dimension)).as(dimension.text()).isEqualTo(totals(LEDGER, dimension));
        }
    }

    @Test
    void theRatiosOfEachWholeSumToOne() throws SourceException, IOException {
        Path file = folder.resolve("ratios.csv");
        FocusExport.write(LEDGER, Span.EVER, FocusVersion.V1_3, file, true);

        Map<String, BigDecimal> sums = new HashMap<>();
        try (Stream<String> lines = Files.lines(file)) {
            lines.forEach(line -> {
                Matcher part = PART.matcher(line.replaceAll(",\"\\{[^{}]*}\"$", ","));
                if (part.find()) {
                    sums.merge(part.group(2), new BigDecimal(part.group(1)), BigDecimal::add);
                }
            });
        }
        assertThat(sums).hasSizeGreaterThan(100);
        assertThat(sums.values()).allSatisfy(sum -> assertThat(sum).isEqualByComparingTo(BigDecimal.ONE));
    }

    private static List<Totals.Row> totals(LedgerReader ledger, Dimension dimension) {
        return ledger.totals(
                        new TotalsQuery(List.of(Measure.values()), List.of(dimension), Grain.MONTH, List.of(), null))
                .rows();
    }
}
