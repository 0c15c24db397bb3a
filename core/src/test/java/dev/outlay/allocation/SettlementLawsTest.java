package dev.outlay.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outlay.Outlay;
import dev.outlay.catalog.Catalog;
import dev.outlay.ledger.Appended;
import dev.outlay.ledger.Arrivals;
import dev.outlay.ledger.Charge;
import dev.outlay.ledger.Fact;
import dev.outlay.ledger.Filter;
import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.Measure;
import dev.outlay.ledger.MemoryLedger;
import dev.outlay.ledger.Reading;
import dev.outlay.ledger.SourceException;
import dev.outlay.ledger.Totals;
import dev.outlay.ledger.TotalsQuery;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds of every ledger with bills over usage, on machines, bills and revisions drawn by chance.
final class SettlementLawsTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-12-03T00:00:00Z"));

    static Stream<Long> seeds() {
        return Stream.of(1L, 2L, 8L, 77L, 4711L, 20261030L);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theOrderInWhichUsageAndBillsArriveChangesNoTotal(long seed) throws SourceException {
        RandomBooks books = new RandomBooks(seed);
        Ledger first = new MemoryLedger();
        take(first, books.usage);
        take(first, books.bills);
        Map<String, BigDecimal> expected = Books.all(first);
        var random = new Random(seed);
        for (int i = 0; i < 2; i++) {
            Ledger other = new MemoryLedger();
            take(other, books.shuffled(random));
            assertThat(Books.all(other)).as("seed %d", seed).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsBilledIsTheBillAndWhatItDoesNotCoverStaysMetered(long seed) throws SourceException {
        RandomBooks books = new RandomBooks(seed);
        Ledger usage = new MemoryLedger();
        take(usage, books.usage);
        Ledger ledger = new MemoryLedger();
        take(ledger, books.shuffled(new Random(seed)));

        BigDecimal taken = ledgerCharges(ledger, "settled/meter/");
        assertThat(Books.total(ledger, Measure.BILLED))
                .as("seed %d", seed)
                .isEqualByComparingTo(
                        books.billed().add(Books.total(usage, Measure.BILLED)).add(taken));
        assertThat(ledgerCharges(ledger, "settled/bill/")).isEqualByComparingTo("0");
        assertThat(taken).isNegative();
        for (Measure measure : List.of(Measure.GPU_HOURS, Measure.ENERGY, Measure.CARBON)) {
            assertThat(Books.byTeam(ledger, measure)).as("%s", measure).isEqualTo(Books.byTeam(usage, measure));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theRatiosOfALinesPartsSumToOne(long seed) throws SourceException {
        Ledger ledger = new MemoryLedger();
        take(ledger, new RandomBooks(seed).shuffled(new Random(seed)));
        assertThat(Books.ratios(ledger))
                .isNotEmpty()
                .allSatisfy((line, ratio) ->
                        assertThat(ratio).as("seed %d, %s", seed, line).isEqualByComparingTo("1"));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void takingEverythingInTwiceChangesNothing(long seed) throws SourceException {
        RandomBooks books = new RandomBooks(seed);
        List<Paper> papers = books.shuffled(new Random(seed));
        Ledger ledger = new MemoryLedger();
        take(ledger, papers);
        List<Fact> before = Books.facts(ledger);
        take(ledger, papers);
        take(ledger, papers.reversed());
        assertThat(Books.facts(ledger)).as("seed %d", seed).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void stoppingAnywhereAndTakingItInAgainCompletesIt(long seed) throws SourceException {
        RandomBooks books = new RandomBooks(seed);
        List<Paper> papers = books.shuffled(new Random(seed));
        Ledger expected = new MemoryLedger();
        take(expected, papers);
        var random = new Random(seed);
        var ledger = new BreakingLedger(random);
        for (Paper paper : papers) {
            for (boolean done = false; !done; ) {
                try {
                    take(ledger, List.of(paper));
                    done = true;
                } catch (BreakingLedger.Broken e) {
                    assertThat(e).hasMessage("the power went");
                }
            }
        }
        assertThat(Books.all(ledger)).as("seed %d", seed).isEqualTo(Books.all(expected));
    }

    private static void take(Ledger ledger, List<Paper> papers) throws SourceException {
        var outlay = new Outlay(() -> ledger, Catalog.builtin(), CLOCK);
        for (Paper paper : papers) {
            outlay.take(paper);
        }
    }

    private static BigDecimal ledgerCharges(Ledger ledger, String prefix) {
        return Books.facts(ledger).stream()
                .filter(Charge.class::isInstance)
                .map(Charge.class::cast)
                .filter(charge -> charge.origin().id().startsWith(prefix))
                .map(charge -> Objects.requireNonNull(charge.costs().billed()).amount())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /// A ledger that now and then keeps a part of what it is given and breaks.
    private static final class BreakingLedger implements Ledger {

        private final Ledger kept = new MemoryLedger();
        private final Random random;

        BreakingLedger(Random random) {
            this.random = random;
        }

        static final class Broken extends RuntimeException {

            private static final long serialVersionUID = 1;

            Broken() {
                super("the power went");
            }
        }

        @Override
        public Appended append(Reading reading) throws SourceException {
            int[] left = {random.nextInt(4) == 0 ? random.nextInt(30) : Integer.MAX_VALUE};
            return kept.append(consumer -> reading.forEach(fact -> {
                if (left[0]-- == 0) {
                    throw new Broken();
                }
                consumer.accept(fact);
            }));
        }

        @Override
        public <F extends Fact> Stream<F> arrived(Class<F> kind, Arrivals arrivals) {
            return kept.arrived(kind, arrivals);
        }

        @Override
        public <F extends Fact> Stream<F> facts(Class<F> kind, Span span, List<Filter> filters) {
            return kept.facts(kind, span, filters);
        }

        @Override
        public Totals totals(TotalsQuery query) {
            return kept.totals(query);
        }

        @Override
        public void close() {
            kept.close();
        }
    }
}
