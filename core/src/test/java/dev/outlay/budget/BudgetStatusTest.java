package dev.outlay.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outlay.BudgetAction;
import dev.outlay.Outlay;
import dev.outlay.catalog.Catalog;
import dev.outlay.energy.Charged;
import dev.outlay.energy.Footprint;
import dev.outlay.energy.Footprints;
import dev.outlay.ledger.Dimension.Named;
import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.MemoryLedger;
import dev.outlay.ledger.Owner;
import dev.outlay.ledger.OwnerRules;
import dev.outlay.report.Parameters;
import dev.outlay.report.Table;
import dev.outlay.units.Money;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

// a value that is absent where one is expected fails the test by itself
@SuppressWarnings("NullAway")
final class BudgetStatusTest {

    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final Instant NOW = Instant.parse("2026-10-11T00:00:00Z");

    private final Ledger ledger = new MemoryLedger();
    private final BudgetChanges changes = new BudgetChanges(ledger);

    @Test
    void theHealthFollowsWhatWasSpent() throws Exception {
        Budget budget = budget("a", "100 USD");
        assertThat(status(budget, NOW).health()).isEqualTo(Health.HEALTHY);
        spend("79.99", "2026-10-02");
        assertThat(status(budget, NOW).health()).isEqualTo(Health.HEALTHY);
        spend("0.01", "2026-10-02");
        assertThat(status(budget, NOW).health()).as("at 80 % exactly").isEqualTo(Health.WARNING);
        spend("20", "2026-10-03");
        assertThat(status(budget, NOW).health()).as("at the limit").isEqualTo(Health.CRITICAL);
        assertThat(status(budget, NOW).reached().percent()).isEqualByComparingTo("100");
        spend("0.000001", "2026-10-04");
        BudgetStatus status = status(budget, NOW);
        assertThat(status.health()).isEqualTo(Health.EXCEEDED);
        assertThat(status.percent()).as("for showing").isEqualByComparingTo("100");
        assertThat(status.runsOut()).isEqualTo(LocalDate.of(2026, 10, 3));
        assertThat(status.left()).isEqualByComparingTo("-0.000001");
        assertThat(status(budget, Instant.parse("2026-11-01T00:00:00Z")).health())
                .isEqualTo(Health.HEALTHY);
    }

    @Test
    void aBudgetIsPlannedBeforeItBeginsAndExpiredOnceItHasEnded() throws Exception {
        Budget once = budget("a", "100 USD")
                .per(new Period(Period.Once.ONCE, LocalDate.of(2026, 10, 2), LocalDate.of(2026, 10, 5)), UTC);
        spend("30", "2026-10-01");
        spend("40", "2026-10-02");
        spend("50", "2026-10-05");
        assertThat(status(once, Instant.parse("2026-10-01T23:00:00Z")).health()).isEqualTo(Health.PLANNED);
        assertThat(status(once, Instant.parse("2026-10-04T00:00:00Z")).amount()).isEqualByComparingTo("40");
        BudgetStatus ended = status(once, NOW);
        assertThat(ended.health()).isEqualTo(Health.EXPIRED);
        assertThat(ended.amount()).isEqualByComparingTo("40");
        assertThat(ended.rest()).isNull();
    }

    @Test
    void otherCurrenciesAreShownAsNotCounted() throws Exception {
        spend("10", "2026-10-02");
        record(Money.of("EUR", "7.5"), "2026-10-03");
        record(Money.of("GBP", "-2"), "2026-10-03");
        BudgetStatus status = status(budget("a", "100 USD"), NOW);
        assertThat(status.amount()).isEqualByComparingTo("10");
        assertThat(status.spent().notCounted())
                .containsExactly(Map.entry("EUR", new BigDecimal("7.5")), Map.entry("GBP", new BigDecimal("-2")));
    }

    @Test
    void theDayOnWhichItRunsOutIsThatOfThePace() throws Exception {
        for (int day = 1; day <= 10; day++) {
            spend("10", "2026-10-%02d".formatted(day));
        }
        Budget budget = budget("a", "200 USD");
        BudgetStatus status = status(budget, NOW);
        assertThat(status.perDay()).isEqualByComparingTo("10");
        assertThat(status.projected()).isEqualByComparingTo("310");
        assertThat(status.runsOut()).isEqualTo(LocalDate.of(2026, 10, 21));
        assertThat(status(budget("b", "320 USD"), NOW).runsOut())
                .as("not in this period")
                .isNull();
        assertThat(status(budget("c", "310 USD"), NOW).runsOut())
                .as("just enough")
                .isNull();
    }

    @Test
    void energyAndEmissionsAreThoseOfTheFootprints() throws Exception {
        Ledger metered = Charged.ledger(List.of(
                Charged.Use.of("a", "2026-10-01T00:00:00Z", "2026-10-01T10:00:00Z")
                        .metered("25"),
                Charged.Use.of("b", "2026-10-02T00:00:00Z", "2026-10-02T02:00:00Z"),
                Charged.Use.of("c", "2026-10-03T00:00:00Z", "2026-10-03T02:00:00Z")
                        .by("speech", "run-2"),
                Charged.Use.of("d", "2026-10-04T00:00:00Z", "2026-10-04T02:00:00Z")
                        .in("nowhere", "x")));
        Budget energy = Budget.monthly("energy", Limit.of("100 kWh"), Scope.of(Named.TEAM, "vision"));
        Budget carbon = Budget.monthly("carbon", Limit.of("10 kgCO2e"), Scope.of(Named.TEAM, "vision"));
        Budget hours = Budget.monthly("hours", Limit.of("1000 gpu-hours"), Scope.of(Named.TEAM, "vision"));
        new BudgetChanges(metered).set(BudgetBookTest.stated(List.of(energy, carbon, hours)), false, null, NOW);
        Footprint drawn = new Footprints(metered, Catalog.builtin())
                .total(Scope.of(Named.TEAM, "vision").filters(), new Span(Instant.parse("2026-10-01T00:00:00Z"), NOW));
        var book = new BudgetBook(metered, Catalog.builtin(), () -> OwnerRules.NONE, NOW);
        assertThat(book.spent(energy, NOW).orElseThrow().amount())
                .isEqualByComparingTo(drawn.get(Footprint.Amount.ENERGY))
                .isPositive();
        Spent emitted = book.spent(carbon, NOW).orElseThrow();
        assertThat(emitted.amount())
                .isEqualByComparingTo(drawn.get(Footprint.Amount.EMISSIONS).movePointLeft(3))
                .isPositive();
        assertThat(emitted.notCounted().get("kWh"))
                .as("the energy of a place whose grid is not known")
                .isEqualByComparingTo(drawn.get(Footprint.Amount.ENERGY_WITHOUT_GRID));
        assertThat(book.spent(hours, NOW).orElseThrow().amount()).isEqualByComparingTo("112");
    }

    @Test
    void aBookHearsWhatIsAppendedThroughTheDoor() throws Exception {
        try (var outlay = new Outlay(() -> ledger, Catalog.builtin(), InstantSource.fixed(NOW))) {
            outlay.budgets().set(BudgetBookTest.stated(List.of(budget("a", "100 USD"))), false, "ada");
            BudgetBook book = outlay.budgets().book();
            Budget budget = book.tree().named("a").orElseThrow();
            assertThat(book.spent(budget, NOW).orElseThrow().amount()).isZero();
            outlay.budgets()
                    .act(
                            BudgetAction.RECORD,
                            Parameters.of("provider", "hoster", "amount", "12 USD", "at", "2026-10-04"));
            assertThat(book.spent(budget, NOW).orElseThrow().amount()).isEqualByComparingTo("12");
            outlay.budgets().act(BudgetAction.CREATE, Parameters.of("name", "b", "limit", "5 gpu-hours"));
            assertThat(book.tree().size()).isEqualTo(2);
            Table reset = outlay.budgets().act(BudgetAction.RESET, Parameters.of("name", "a"));
            assertThat(reset.heading()).containsEntry("reset", "1");
            assertThat(book.spent(budget, NOW).orElseThrow().amount()).isZero();
        }
    }

    private BudgetStatus status(Budget budget, Instant now) throws Exception {
        changes.set(BudgetBookTest.stated(List.of(budget)), true, null, now);
        var book = new BudgetBook(ledger, Catalog.builtin(), () -> OwnerRules.NONE, now);
        return BudgetStatus.of(book, budget, Reserves.NONE, SpendForecast.ofPace(), now);
    }

    private void spend(String dollars, String day) throws Exception {
        record(Money.of("USD", dollars), day);
    }

    private void record(Money money, String day) throws Exception {
        Instant at = Instant.parse(day + "T00:00:00Z");
        changes.record(
                new Expense(
                        money + "/" + day, "hoster", money, Span.dayOf(at), Owner.UNKNOWN, null, null, null, Map.of()),
                "ada",
                NOW);
    }

    private static Budget budget(String name, String limit) {
        return Budget.monthly(name, Limit.of(limit), Scope.EVERYTHING);
    }
}
