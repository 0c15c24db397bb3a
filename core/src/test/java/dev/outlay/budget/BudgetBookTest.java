package dev.outlay.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outlay.catalog.Catalog;
import dev.outlay.ledger.Charge;
import dev.outlay.ledger.Dimensions;
import dev.outlay.ledger.Event;
import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.ledger.MemoryLedger;
import dev.outlay.ledger.Owner;
import dev.outlay.ledger.OwnerRules;
import dev.outlay.ledger.Place;
import dev.outlay.ledger.RandomCharges;
import dev.outlay.ledger.Reading;
import dev.outlay.units.Decimals;
import dev.outlay.units.Money;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BudgetBookTest {

    private static final Catalog CATALOG = Catalog.builtin();

    /// Whatever is appended, in whatever order, and however time goes on, the book says what walking through all
    /// charges with a calendar in hand says.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void theBookAgreesWithAWalkThroughAllChargesAtEveryStep(long seed) throws Exception {
        Random random = new Random(seed);
        Ledger ledger = new MemoryLedger();
        List<Charge> charges = new RandomCharges(random).charges(260);
        Instant now = Instant.parse("2026-10-02T07:31:00Z");
        List<Budget> budgets = new RandomBudgets(random).budgets(14);
        var changes = new BudgetChanges(ledger);
        changes.set(stated(budgets), false, null, now.minusSeconds(60));
        ledger.append(Reading.of(charges.subList(0, 60)));
        var book = new BudgetBook(ledger, CATALOG, () -> OwnerRules.NONE, now);
        int next = 60;
        for (int step = 0; step < 25; step++) {
            // longer than the book's patience with charges of the future
            now = now.plusSeconds(61 + random.nextInt(300_000));
            if (random.nextInt(3) > 0 && next < charges.size()) {
                List<Charge> batch = charges.subList(next, Math.min(charges.size(), next + 1 + random.nextInt(20)));
                next += batch.size();
                ledger.append(Reading.of(batch));
                book.heard(span(batch), now);
            } else if (random.nextInt(4) == 0) {
                Budget reset = budgets.get(random.nextInt(budgets.size()));
                if (reset.periodAt(now).isPresent()) {
                    changes.reset(reset.name(), "tester", now);
                    book.changed(now);
                }
            }
            for (Budget budget : budgets) {
                Optional<Spent> spent = book.spent(budget, now);
                String as = "seed " + seed + ", step " + step + ", " + budget + " at " + now;
                assertThat(spent.isPresent())
                        .as(as)
                        .isEqualTo(budget.period().latest(now, budget.zone()).isPresent());
                if (spent.isPresent()) {
                    Map<String, BigDecimal> walked = walk(ledger, budget, now);
                    String unit = budget.limit().unit().text();
                    assertThat(spent.get().amount())
                            .as(as)
                            .isEqualByComparingTo(walked.getOrDefault(unit, BigDecimal.ZERO));
                    walked.remove(unit);
                    walked.values().removeIf(amount -> amount.signum() == 0);
                    assertThat(spent.get().notCounted()).as(as).isEqualTo(unit.equals("gpu-hours") ? Map.of() : walked);
                }
            }
        }
    }

    @Test
    void theBudgetsOverAPayerAreThoseWhoseScopesCoverItTopsFirst() throws Exception {
        for (long seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            Ledger ledger = new MemoryLedger();
            List<Budget> budgets = new RandomBudgets(random).budgets(40);
            Instant now = Instant.parse("2026-10-18T00:00:00Z");
            new BudgetChanges(ledger).set(stated(budgets), false, null, now);
            var book = new BudgetBook(ledger, CATALOG, () -> OwnerRules.NONE, now);
            for (Charge charge : new RandomCharges(random).charges(30)) {
                List<Budget> over = book.over(Payer.of(charge), now);
                assertThat(over)
                        .as("seed %s, %s", seed, charge)
                        .containsExactlyInAnyOrderElementsOf(budgets.stream()
                                .filter(budget -> budget.periodAt(now).isPresent())
                                .filter(budget ->
                                        budget.scope().covers(dimension -> Dimensions.value(dimension, charge)))
                                .toList());
            }
        }
    }

    @Test
    void everyLevelAboveIsOverAPayer() throws Exception {
        Ledger ledger = new MemoryLedger();
        Instant now = Instant.parse("2026-10-18T00:00:00Z");
        Limit limit = Limit.of("10 USD");
        new BudgetChanges(ledger)
                .set(
                        stated(List.of(
                                Budget.monthly("all", limit, Scope.EVERYTHING),
                                Budget.monthly("a", limit, Scope.of(dev.outlay.ledger.Dimension.Named.TEAM, "a"))
                                        .under("all"),
                                Budget.monthly("a-x", limit, Scope.of(dev.outlay.ledger.Dimension.Named.PROJECT, "x"))
                                        .under("a"))),
                        false,
                        null,
                        now);
        var book = new BudgetBook(ledger, CATALOG, () -> OwnerRules.NONE, now);
        var owner = new Owner(null, null, null, null, "a", "x", null, null, null, null);
        assertThat(book.over(Payer.of(owner, Place.UNKNOWN), now))
                .extracting(Budget::name)
                .containsExactly("all", "a", "a-x");
        var other = new Owner(null, null, null, null, "b", "x", null, null, null, null);
        assertThat(book.over(Payer.of(other, Place.UNKNOWN), now))
                .as("project x of another team is not below team a")
                .extracting(Budget::name)
                .containsExactly("all");
    }

    @Test
    void asEventsAreFoldedTheLastStatementHolds() throws Exception {
        Ledger ledger = new MemoryLedger();
        Instant now = Instant.parse("2026-10-18T00:00:00Z");
        var changes = new BudgetChanges(ledger);
        Budget first = Budget.monthly("a", Limit.of("10 USD"), Scope.EVERYTHING);
        changes.set(stated(List.of(first)), false, "ada", now);
        // a clock that stands still or goes back changes nothing about the order
        changes.set(stated(List.of(first.limitedTo(Limit.of("20 USD")))), false, "ada", now);
        changes.set(stated(List.of(first.limitedTo(Limit.of("30 USD")))), false, "ada", now.minusSeconds(10));
        assertThat(BudgetState.of(ledger).tree().named("a").orElseThrow().limit())
                .isEqualTo(Limit.of("30 USD"));
        try (Stream<Event> events = ledger.facts(Event.class, Span.EVER)) {
            assertThat(events.map(event -> event.details().get("limit"))).containsExactly("10 USD", "20 USD", "30 USD");
        }
    }

    static List<Stated> stated(List<Budget> budgets) {
        return budgets.stream().map(budget -> Stated.at("test", budget)).toList();
    }

    private static Span span(List<Charge> charges) {
        Instant from = charges.stream().map(Charge::at).min(Instant::compareTo).orElseThrow();
        Instant to = charges.stream().map(Charge::at).max(Instant::compareTo).orElseThrow();
        return new Span(from, to.plus(Duration.ofNanos(1000)));
    }

    /// The amounts by unit, told by a walk through every charge.
    private static Map<String, BigDecimal> walk(LedgerReader ledger, Budget budget, Instant now) {
        Span period = budget.period().latest(now, budget.zone()).orElseThrow();
        Instant from = BudgetState.of(ledger).resets().getOrDefault(budget.name(), Instant.MIN);
        Map<String, BigDecimal> sums = new HashMap<>();
        List<Charge> charges;
        try (Stream<Charge> all = ledger.facts(Charge.class, Span.EVER)) {
            charges = new ArrayList<>(all.toList());
        }
        for (Charge charge : charges) {
            Instant at = charge.at();
            boolean counts = period.contains(at)
                    && at.isBefore(now)
                    && !(period.contains(from) && at.isBefore(from))
                    && budget.scope().covers(dimension -> Dimensions.value(dimension, charge));
            if (!counts) {
                continue;
            }
            BigDecimal seconds = charge.use().gpuSeconds();
            if (seconds != null && budget.limit().unit() == BudgetUnit.Physical.GPU_HOURS) {
                sums.merge("seconds", seconds, BigDecimal::add);
            }
            Money money = budget.cost() == dev.outlay.ledger.Measure.BILLED
                    ? charge.costs().billed()
                    : charge.costs().effective();
            if (money != null && budget.limit().unit() instanceof BudgetUnit.Currency) {
                sums.merge(money.currency(), money.amount(), BigDecimal::add);
            }
        }
        BigDecimal seconds = sums.remove("seconds");
        if (seconds != null) {
            sums.put("gpu-hours", Decimals.hours(seconds));
        }
        sums.replaceAll((_, amount) -> Decimals.normal(amount));
        return sums;
    }
}
