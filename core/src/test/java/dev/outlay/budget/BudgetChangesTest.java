package dev.outlay.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outlay.ledger.Charge;
import dev.outlay.ledger.ChargeStatus;
import dev.outlay.ledger.Dimension.Named;
import dev.outlay.ledger.Event;
import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.MemoryLedger;
import dev.outlay.ledger.Owner;
import dev.outlay.units.CallersMistake;
import dev.outlay.units.Money;
import dev.outlay.units.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class BudgetChangesTest {

    private static final Instant NOW = Instant.parse("2026-10-11T00:00:00Z");

    private final Ledger ledger = new MemoryLedger();
    private final BudgetChanges changes = new BudgetChanges(ledger);

    @Test
    void statingTheSameAgainWritesNothing() throws Exception {
        List<Stated> stated =
                BudgetBookTest.stated(List.of(budget("a"), budget("b").under("a")));
        assertThat(done(changes.set(stated, false, "ada", NOW))).containsExactly("a set", "b set");
        assertThat(done(changes.set(stated, false, "ada", NOW.plusSeconds(9))))
                .containsExactly("a unchanged", "b unchanged");
        assertThat(events()).hasSize(2);
    }

    @Test
    void whereOneBudgetCannotBeStatedNoneIs() {
        assertThatThrownBy(() -> changes.set(
                        List.of(
                                Stated.at("budgets.yaml, line 2", budget("a")),
                                Stated.at("budgets.yaml, line 7", budget("b").under("nobody"))),
                        false,
                        null,
                        NOW))
                .isInstanceOf(CallersMistake.class)
                .hasMessageStartingWith("budgets.yaml, line 7: the budget b is below nobody");
        assertThat(events()).isEmpty();
    }

    @Test
    void withPruneTheOthersGo() throws Exception {
        changes.set(BudgetBookTest.stated(List.of(budget("a"), budget("b").under("a"))), false, null, NOW);
        assertThat(done(changes.set(BudgetBookTest.stated(List.of(budget("a"))), true, null, NOW)))
                .containsExactly("a unchanged", "b deleted");
        assertThat(BudgetState.of(ledger).tree().budgets())
                .extracting(Budget::name)
                .containsExactly("a");
    }

    @Test
    void aBudgetWithOthersBelowGoesOnlyWithThem() throws Exception {
        changes.set(
                BudgetBookTest.stated(
                        List.of(budget("a"), budget("b").under("a"), budget("c").under("b"), other("d"))),
                false,
                null,
                NOW);
        assertThatThrownBy(() -> changes.delete("a", false, null, NOW))
                .hasMessageContaining("below the budget a there are 2 others, such as b");
        assertThat(done(changes.delete("a", true, null, NOW))).containsExactly("c deleted", "b deleted", "a deleted");
        assertThat(BudgetState.of(ledger).tree().budgets())
                .extracting(Budget::name)
                .containsExactly("d");
        assertThatThrownBy(() -> changes.delete("a", true, null, NOW)).hasMessageContaining("there is no budget a");
    }

    @Test
    void ofManyWhoCreateTheSameBudgetAtOnceOneDoes() throws Exception {
        List<Future<List<BudgetChanges.Change>>> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            for (int i = 0; i < 50; i++) {
                Callable<List<BudgetChanges.Change>> create =
                        () -> changes.create(Stated.at("budget a", budget("a")), "caller", NOW);
                results.add(threads.submit(create));
            }
        }
        long succeeded = results.stream()
                .filter(result -> result.state() == Future.State.SUCCESS)
                .count();
        assertThat(succeeded).isEqualTo(1);
        assertThat(events()).hasSize(1);
    }

    @Test
    void anExpenseIsAChargeWithAnEventAndEnteringItAgainChangesNothing() throws Exception {
        var expense = expense("invoice-7", "120");
        assertThat(changes.record(expense, "ada", NOW)).isTrue();
        assertThat(changes.record(expense, "bob", NOW.plusSeconds(5))).isFalse();
        assertThatThrownBy(() -> changes.record(expense("invoice-7", "121"), "bob", NOW))
                .isInstanceOf(CallersMistake.class)
                .hasMessageContaining("another expense has the id invoice-7, of 120.00 USD");
        try (Stream<Charge> charges = ledger.facts(Charge.class, Span.EVER)) {
            assertThat(charges.toList()).singleElement().satisfies(charge -> {
                assertThat(charge.costs().effective()).isEqualTo(Money.of("USD", "120"));
                assertThat(charge.status()).isEqualTo(ChargeStatus.BILLED);
                assertThat(charge.place().provider()).isEqualTo("hoster");
                assertThat(charge.terms().chargeCategory()).isEqualTo("Purchase");
            });
        }
        assertThat(events()).singleElement().satisfies(event -> {
            assertThat(event.actor()).isEqualTo("ada");
            assertThat(event.verb()).isEqualTo(BudgetState.RECORDED);
            assertThat(event.details()).containsEntry("amount", "120.00 USD");
        });
        assertThat(expense("credit", "-5").charge().terms().chargeCategory()).isEqualTo("Credit");
    }

    @Test
    void aBudgetThatDoesNotHoldCannotBeReset() throws Exception {
        Budget ended = budget("a")
                .per(
                        new Period(
                                Period.Once.ONCE,
                                java.time.LocalDate.of(2026, 1, 1),
                                java.time.LocalDate.of(2026, 2, 1)),
                        java.time.ZoneId.of("UTC"));
        changes.set(BudgetBookTest.stated(List.of(ended)), false, null, NOW);
        assertThatThrownBy(() -> changes.reset("a", null, NOW)).hasMessageContaining("does not hold at");
        assertThatThrownBy(() -> changes.reset("b", null, NOW)).hasMessageContaining("there is no budget b");
    }

    private List<Event> events() {
        try (Stream<Event> events = ledger.facts(Event.class, Span.EVER)) {
            return events.toList();
        }
    }

    private static List<String> done(List<BudgetChanges.Change> changes) {
        return changes.stream()
                .map(change -> change.budget().name() + " " + change.done())
                .toList();
    }

    private static Expense expense(String id, String amount) {
        return new Expense(
                id, "hoster", Money.of("USD", amount), Span.dayOf(NOW), Owner.UNKNOWN, null, null, null, Map.of());
    }

    private static Budget budget(String name) {
        return Budget.monthly(name, Limit.of("100 USD"), Scope.EVERYTHING);
    }

    private static Budget other(String name) {
        return Budget.monthly(name, Limit.of("100 USD"), Scope.of(Named.TEAM, "x"));
    }
}
