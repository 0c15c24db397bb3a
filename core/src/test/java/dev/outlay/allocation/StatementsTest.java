package dev.outlay.allocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outlay.Outlay;
import dev.outlay.catalog.Catalog;
import dev.outlay.ledger.Charge;
import dev.outlay.ledger.Fact;
import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.Measure;
import dev.outlay.ledger.MemoryLedger;
import dev.outlay.ledger.SourceException;
import dev.outlay.ledger.Statement;
import dev.outlay.report.Parameters;
import dev.outlay.report.Table;
import dev.outlay.units.CallersMistake;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StatementsTest {

    private static final Instant NOW = Instant.parse("2027-02-03T00:00:00Z");
    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);

    private final Ledger ledger = new MemoryLedger();
    private final Outlay outlay = new Outlay(() -> ledger, Catalog.builtin(), InstantSource.fixed(NOW));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 77, 20261030})
    void closedStatementsAndTheNextOpenOneSumToTheLedgerWhateverComesLater(long seed) throws SourceException {
        var random = new Random(seed);
        List<Paper> papers = new RandomBooks(seed).shuffled(random);
        Map<YearMonth, Statement> closed = new TreeMap<>();
        YearMonth next = OCTOBER;
        for (Paper paper : papers) {
            outlay.take(paper);
            if (random.nextBoolean() && next.isBefore(YearMonth.of(2027, 1))) {
                outlay.close(Parameters.of("period", next.toString()));
                closed.put(next, statements().closed(next).orElseThrow());
                next = next.plusMonths(1);
            }
            Map<String, BigDecimal> told = new TreeMap<>();
            closed.values().forEach(statement -> add(statement, told));
            // months that nobody closed, of which the first tells what changed in closed ones
            for (YearMonth month = next; !month.isAfter(YearMonth.of(2027, 1)); month = month.plusMonths(1)) {
                add(statements().of(month, NOW), told);
            }
            told.values().removeIf(sum -> sum.signum() == 0);
            assertThat(told).as("seed %d", seed).isEqualTo(truth());
            closed.forEach(
                    (month, statement) -> assertThat(statements().closed(month)).contains(statement));
        }
        assertThat(closed).isNotEmpty();
    }

    @Test
    void closingTwiceChangesNothing() throws SourceException {
        fill();
        Table first = outlay.close(Parameters.of("period", "2026-10"));
        List<Fact> facts = Books.facts(ledger);
        Table second = outlay.close(Parameters.of("period", "2026-10"));
        assertThat(second).isEqualTo(first);
        assertThat(Books.facts(ledger)).isEqualTo(facts);
        assertThat(first.heading())
                .containsEntry("status", "closed")
                .containsEntry("version", "1")
                .containsEntry("closed_at", "2027-02-03T00:00:00Z")
                .containsEntry("total", "80.00");
    }

    @Test
    void aLateBillCorrectsAClosedMonthInTheNextStatement() throws SourceException {
        fill();
        Table october = outlay.close(Parameters.of("period", "2026-10", "by", "team"));
        outlay.take(new Paper(
                "focus",
                "bill.csv",
                List.of(Lines.machine(
                        "a", "i-0", Lines.span("2026-10-01T00:00:00Z", "2026-10-01T05:00:00Z"), "100", "90"))));

        Table after = outlay.answer("chargeback", Parameters.of("period", "2026-10", "by", "team"));
        assertThat(after.rows()).isEqualTo(october.rows());
        Table november = outlay.answer("chargeback", Parameters.of("period", "2026-11", "by", "team"));
        assertThat(november.heading())
                .containsEntry("status", "open")
                .containsEntry("version", "0")
                .containsEntry("total", "10.00")
                .containsEntry("billed", "20.00");
        assertThat(november.rows()).hasSize(2).allSatisfy(row -> assertThat(row).contains("2026-10", "5.00"));
        Table months = outlay.answer("statements", Parameters.NONE);
        assertThat(months.heading()).containsEntry("months", "1").containsEntry("closed", "1");
        assertThat(months.rows().getFirst()).contains("2026-10", "closed", "2027-02-03T00:00:00Z");
        outlay.close(Parameters.of("period", "2026-11"));
        assertThat(outlay.answer("statements", Parameters.NONE).rows().getFirst())
                .last()
                .isEqualTo("2026-11");
        assertThat(outlay.answer("statements", Parameters.of("kind", "showback"))
                        .rows()
                        .getFirst())
                .contains("open")
                .doesNotContain("closed");
        assertThat(outlay.answer("chargeback", Parameters.of("period", "2026-10"))
                        .heading())
                .containsEntry("version", "2");
        assertThat(outlay.answer("chargeback", Parameters.of("period", "2026-12"))
                        .rows())
                .isEmpty();
    }

    @Test
    void whatSettlesABillInAClosedMonthIsACorrection() throws SourceException {
        fill();
        outlay.close(Parameters.of("period", "2026-10"));
        outlay.take(new Paper(
                "focus",
                "bill.csv",
                List.of(Lines.machine(
                        "a", "i-0", Lines.span("2026-10-01T00:00:00Z", "2026-10-01T05:00:00Z"), "100", "90"))));
        assertThat(Books.facts(ledger))
                .filteredOn(fact -> fact.origin().id().startsWith(BillLines.SETTLED))
                .hasSize(5)
                .allSatisfy(fact -> {
                    Charge charge = (Charge) fact;
                    assertThat(charge.terms().chargeClass()).isEqualTo("Correction");
                    assertThat(charge.status().text()).isEqualTo("corrected");
                });
    }

    @Test
    void aMonthThatHasNotEndedCannotBeClosed() {
        assertThatThrownBy(() -> outlay.close(Parameters.of("period", "2027-02")))
                .isInstanceOf(CallersMistake.class)
                .hasMessage("the month 2027-02 has not ended: it can be closed from 2027-03-01T00:00:00Z on");
        assertThatThrownBy(() -> outlay.close(Parameters.of("period", "october")))
                .isInstanceOf(CallersMistake.class)
                .hasMessageContaining("a month such as 2026-10 is expected, not october");
        assertThatThrownBy(() -> outlay.close(Parameters.NONE)).hasMessageContaining("period is missing");
        assertThat(Books.facts(ledger)).isEmpty();
    }

    @Test
    void showbackAndChargebackAreClosedApart() throws SourceException {
        fill();
        outlay.close(Parameters.of("period", "2026-10", "kind", "showback"));
        assertThat(outlay.answer("chargeback", Parameters.of("period", "2026-10"))
                        .heading())
                .containsEntry("kind", "chargeback")
                .containsEntry("status", "open");
    }

    /// Five hours of a machine at 16 USD, of which vision holds half.
    private void fill() throws SourceException {
        var hours = Lines.span("2026-10-01T00:00:00Z", "2026-10-01T05:00:00Z");
        outlay.take(new Paper("prices", "prices.csv", List.of(Lines.price("16"))));
        outlay.take(new Paper(
                "usage", "usage.csv", List.of(Lines.node("i-0", hours), Lines.gpus("v", "i-0", hours, "4", "vision"))));
    }

    private Statements statements() {
        return new Statements(ledger, Statement.Kind.CHARGEBACK);
    }

    private Map<String, BigDecimal> truth() {
        Map<String, BigDecimal> sums = new TreeMap<>();
        for (Measure measure : List.of(Measure.EFFECTIVE, Measure.BILLED, Measure.GPU_HOURS, Measure.ENERGY)) {
            Books.byTeam(ledger, measure).forEach((team, sum) -> sums.put(team + " " + measure, sum));
        }
        return sums;
    }

    private static void add(Statement statement, Map<String, BigDecimal> sums) {
        for (Statement.Line line : statement.lines()) {
            String team = line.owed().team() + " ";
            add(team + Measure.EFFECTIVE, line.used(), sums);
            add(team + Measure.EFFECTIVE, line.idle(), sums);
            add(team + Measure.BILLED, line.billed(), sums);
            add(team + Measure.GPU_HOURS, line.gpuSeconds(), sums);
            add(team + Measure.ENERGY, line.energyKwh(), sums);
        }
    }

    private static void add(
            String name, @org.jspecify.annotations.Nullable BigDecimal amount, Map<String, BigDecimal> sums) {
        if (amount != null) {
            sums.merge(name, amount, (one, other) -> dev.outlay.units.Decimals.normal(one.add(other)));
        }
    }
}
