package dev.outlay.connect.focus;

import static dev.outlay.connect.Ledgers.CLOCK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outlay.connect.Ledgers;
import dev.outlay.connect.focus.check.FocusValidation;
import dev.outlay.connect.tabular.Progress;
import dev.outlay.ledger.AllocatedFrom;
import dev.outlay.ledger.Appended;
import dev.outlay.ledger.Charge;
import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Fact;
import dev.outlay.ledger.Grain;
import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.ledger.Measure;
import dev.outlay.ledger.MemoryLedger;
import dev.outlay.ledger.Origin;
import dev.outlay.ledger.RandomCharges;
import dev.outlay.ledger.RatedBy;
import dev.outlay.ledger.Reading;
import dev.outlay.ledger.SourceException;
import dev.outlay.ledger.Terms;
import dev.outlay.ledger.Totals;
import dev.outlay.ledger.TotalsQuery;
import dev.outlay.report.Table;
import dev.outlay.units.CallersMistake;
import dev.outlay.units.Share;
import dev.outlay.units.Span;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FocusExportTest {

    @TempDir
    Path folder;

    @ParameterizedTest(name = "seed {0}, FOCUS {1}, {2}")
    @CsvSource({
        "1, 1.2, csv",
        "2, 1.3, csv",
        "3, 1.4, csv",
        "4, 1.2, parquet",
        "5, 1.3, parquet",
        "6, 1.4, parquet",
        "7, 1.3, csv.gz"
    })
    void whatIsReadBackIsWhatWasThere(long seed, String version, String form) throws SourceException {
        Ledger ledger = ledger(seed, 300);
        Path file = folder.resolve("charges." + form);

        var written = FocusExport.write(ledger, Span.EVER, FocusVersion.of(version), file, false);
        assertThat(written.charges()).isEqualTo(300);

        try (Ledger back = Ledgers.in(folder)) {
            assertThat(back.append(FocusFile.source(file, CLOCK, Progress.NONE).read()))
                    .as("what was refused: %s", Ledgers.refused(back))
                    .isEqualTo(new Appended(300, 0, 0, null));
            assertThat(charges(back)).isEqualTo(charges(ledger));
            for (Dimension dimension : Dimension.Named.values()) {
                assertThat(totals(back, dimension)).as(dimension.text()).isEqualTo(totals(ledger, dimension));
            }
            // and what was read before is known
            assertThat(back.append(FocusFile.source(file, CLOCK, Progress.NONE).read()))
                    .isEqualTo(new Appended(0, 300, 0, null));
        }
    }

    @ParameterizedTest
    @CsvSource({"11, 1.2", "12, 1.3", "13, 1.4"})
    void whatIsWrittenSatisfiesOurOwnRules(long seed, String version) throws SourceException {
        Path file = folder.resolve("charges.csv");
        Ledger ledger = new MemoryLedger();
        ledger.append(Reading.of(Ledgers.facts(ledger(seed, 200), Charge.class).stream()
                .filter(FocusExportTest::hasOneSign)
                .map(charge -> (Fact) charge)
                .toList()));
        FocusExport.write(ledger, Span.EVER, FocusVersion.of(version), file, false);

        Table answer = FocusValidation.of(file, FocusVersion.of(version), null, List.of());
        assertThat(answer.rows().stream().filter(row -> "fail".equals(row.get(3))))
                // the services of the generator are of any category
                .allSatisfy(row -> assertThat(row.getFirst()).isEqualTo("ServiceName-one-category"));
    }

    @Test
    void aChargeWithoutAPriceCostsNothingThereAndStaysUnpricedHere() throws SourceException, IOException {
        Ledger ledger = ledger(21, 60);
        Path file = folder.resolve("charges.csv");
        FocusExport.write(ledger, Span.EVER, FocusVersion.V1_2, file, false);

        assertThat(Files.readString(file)).doesNotContain("XXX,");
        try (Ledger back = Ledgers.in(folder)) {
            back.append(FocusFile.source(file, CLOCK, Progress.NONE).read());
            assertThat(unpriced(back)).isPositive().isEqualTo(unpriced(ledger));
        }
    }

    @Test
    void exportsOfMonthsSideBySideHoldEachChargeOnce() throws SourceException {
        Ledger ledger = ledger(31, 200);
        Instant middle = Instant.parse("2026-10-10T00:00:00Z");
        long before = FocusExport.write(
                        ledger, new Span(Span.EVER.from(), middle), FocusVersion.V1_2, folder.resolve("a.csv"), false)
                .charges();
        long after = FocusExport.write(
                        ledger, new Span(middle, Span.EVER.to()), FocusVersion.V1_2, folder.resolve("b.csv"), false)
                .charges();

        assertThat(before).isPositive();
        assertThat(after).isPositive();
        assertThat(before + after).isEqualTo(200);
    }

    @Test
    void aFileThatIsThereIsReplacedOnlyWhereToldSo() throws SourceException, IOException {
        Path file = Files.writeString(folder.resolve("mine.csv"), "mine");
        Ledger ledger = ledger(41, 3);

        assertThatThrownBy(() -> FocusExport.write(ledger, Span.EVER, FocusVersion.V1_2, file, false))
                .isInstanceOf(CallersMistake.class)
                .hasMessageContaining("--force");
        assertThat(file).hasContent("mine");
        FocusExport.write(ledger, Span.EVER, FocusVersion.V1_2, file, true);
        assertThat(Files.readAllLines(file)).hasSizeGreaterThanOrEqualTo(4);
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void whatCannotBeWrittenIsSaid() {
        Ledger ledger = new MemoryLedger();

        assertThatThrownBy(
                        () -> FocusExport.write(ledger, Span.EVER, FocusVersion.V1_0, folder.resolve("a.csv"), false))
                .hasMessageContaining("write one of 1.2, 1.3, 1.4");
        assertThatThrownBy(
                        () -> FocusExport.write(ledger, Span.EVER, FocusVersion.V1_2, folder.resolve("a.xlsx"), false))
                .hasMessageContaining("let it end in .csv, .csv.gz or .parquet");
    }

    // there is no quantity, and so no pair of prices, that makes one cost positive and another negative
    private static boolean hasOneSign(Charge charge) {
        return Stream.of(
                                charge.costs().list(),
                                charge.costs().contracted(),
                                charge.costs().effective(),
                                charge.costs().billed())
                        .flatMap(money -> Optional.ofNullable(money).stream())
                        .map(money -> money.amount().signum())
                        .distinct()
                        .count()
                <= 1;
    }

    private Ledger ledger(long seed, int count) throws SourceException {
        var random = new Random(seed);
        List<Fact> facts = new ArrayList<>();
        for (Charge charge : new RandomCharges(random).charges(count)) {
            facts.add(richer(charge, random));
        }
        Ledger ledger = new MemoryLedger();
        ledger.append(Reading.of(facts));
        return ledger;
    }

    /// A charge with terms, a price and, now and then, a whole it is a part of.
    private static Charge richer(Charge charge, Random random) {
        boolean priced = random.nextBoolean();
        var terms = new Terms(
                random.nextInt(6) == 0 ? "Tax" : null,
                random.nextInt(6) == 0 ? "Correction" : null,
                random.nextBoolean() ? "usage-based" : null,
                random.nextBoolean() ? "a \"charge\",\nof two lines" : null,
                null,
                null,
                null,
                null,
                null,
                random.nextBoolean() ? new BigDecimal("2.5") : null,
                random.nextBoolean() ? "vCPUs" : null,
                random.nextInt(4) == 0 ? "cud-1" : null,
                random.nextBoolean() ? "NULL" : null,
                null,
                null,
                null);
        return new Charge(
                charge.origin(),
                charge.status(),
                charge.period(),
                charge.billingPeriod(),
                charge.costs(),
                charge.place(),
                charge.owner(),
                charge.product(),
                terms,
                charge.account(),
                charge.use(),
                priced ? new RatedBy("catalog/" + random.nextInt(5), "2026", "a list, \"of\" prices", "list") : null,
                random.nextInt(3) == 0
                        ? new AllocatedFrom(
                                "usage/node-" + random.nextInt(4),
                                new Share(new BigDecimal("0.125")),
                                random.nextBoolean() ? "equal-share" : null)
                        : null,
                charge.tags());
    }

    // where it was read is the file, which differs
    private static List<Charge> charges(LedgerReader ledger) {
        return Ledgers.facts(ledger, Charge.class).stream()
                .map(charge -> charge.readAt(Origin.of(charge.origin().id(), "somewhere")))
                .sorted(Comparator.comparing(charge -> charge.origin().id()))
                .toList();
    }

    private static List<Totals.Row> totals(LedgerReader ledger, Dimension dimension) {
        return ledger.totals(
                        new TotalsQuery(List.of(Measure.values()), List.of(dimension), Grain.NONE, List.of(), null))
                .rows();
    }

    private static long unpriced(LedgerReader ledger) {
        return ledger.totals(TotalsQuery.of(Measure.EFFECTIVE)).rows().stream()
                .mapToLong(Totals.Row::unpriced)
                .sum();
    }
}
