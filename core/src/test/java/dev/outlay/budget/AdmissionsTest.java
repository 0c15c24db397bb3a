package dev.outlay.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Dimension.Named;
import dev.outlay.ledger.Event;
import dev.outlay.ledger.SourceException;
import dev.outlay.units.CallersMistake;
import dev.outlay.units.Money;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the door says to asks, what it sets aside and when it lets go.
class AdmissionsTest {

    private final Offices office = new Offices();
    private final Admissions door = office.door();

    @Test
    void whatFitsIsSetAsideAndWhatDoesNotIsRefusedWithTheFigures() throws SourceException {
        office.set(Offices.team("vision", "1000 USD"));
        office.charge("vision", null, "800", Offices.START.minus(Duration.ofDays(1)), Duration.ofHours(1));

        Admissions.Outcome first = door.reserve(Offices.ask("r1", "vision", "150"), "ana");
        assertThat(first.decision()).isInstanceOf(Decision.Admit.class);
        assertThat(first.decision().because())
                .isEqualTo("fits into the budget vision: 150.00 USD asked, 200.00 USD left of 1000.00 USD (800.00 USD"
                        + " spent, 0.00 USD reserved, 2026-11-01T00:00:00Z to 2026-12-01T00:00:00Z), which would be"
                        + " 95.00 %");

        Admissions.Outcome second = door.reserve(Offices.ask("r2", "vision", "50.01"), "ben");
        assertThat(second.reservation()).isNull();
        assertThat(second.decision()).isInstanceOf(Decision.Block.class);
        assertThat(second.decision().because())
                .startsWith("vision: 50.01 USD asked, 50.00 USD left of 1000.00 USD (800.00 USD spent, 150.00 USD"
                        + " reserved");

        assertThat(door.reserve(Offices.ask("r3", "vision", "50"), "ben").decision())
                .isInstanceOf(Decision.Admit.class);
        assertThat(door.reserved("vision")).isEqualByComparingTo("200");
    }

    @Test
    void everyLevelAboveMustHaveRoom() throws SourceException {
        office.set(
                Budget.monthly("company", Limit.of("1000 USD"), Scope.EVERYTHING),
                Offices.team("vision", "800 USD").under("company"),
                Offices.team("search", "800 USD").under("company"));

        assertThat(door.reserve(Offices.ask("v", "vision", "700"), "ana")
                        .decision()
                        .admits())
                .isTrue();
        Decision refused =
                door.reserve(Offices.ask("s", "search", "400"), "ana").decision();

        assertThat(refused).isInstanceOf(Decision.Block.class);
        assertThat(refused.levels()).extracting(Level::budget).containsExactly("company", "search");
        assertThat(refused.levels()).extracting(Level::refuses).containsExactly(true, false);
        assertThat(door.reserved("search"))
                .as("nothing is held where one level refused")
                .isZero();
    }

    @Test
    void theSameAskAgainIsTheSameReservationAndAnotherOneTakesItsPlace() throws SourceException {
        office.set(Offices.team("vision", "100 USD"));
        door.reserve(Offices.ask("r1", "vision", "60"), "ana");

        assertThat(door.reserve(Offices.ask("r1", "vision", "60"), "ana").before())
                .isTrue();
        assertThat(door.reserved("vision")).isEqualByComparingTo("60");

        Admissions.Outcome larger = door.reserve(Offices.ask("r1", "vision", "90"), "ana");
        assertThat(larger.decision().admits())
                .as("it does not stand in its own way")
                .isTrue();
        assertThat(door.reserved("vision")).isEqualByComparingTo("90");
        assertThat(door.reserve(Offices.ask("r1", "vision", "101"), "ana")
                        .decision()
                        .admits())
                .isFalse();
        assertThat(door.reserved("vision")).as("a refusal leaves what was held").isEqualByComparingTo("90");
    }

    @Test
    void whatTheRunSpendsIsCountedOnceAsSpendingAndNoLongerAsReserved() throws SourceException {
        office.set(Offices.team("vision", "100 USD"));
        Map<Dimension, String> run = Map.of(Named.TEAM, "vision", Named.RUN, "llama");
        door.reserve(Offices.ask("llama", run, Expected.exactly(new BigDecimal("80"))), "ana");

        // one of the two hours lies before the reserving, and draws nothing
        office.charge("vision", "llama", "20", Offices.START.minus(Duration.ofHours(1)), Duration.ofHours(2));
        door.heard();
        Level level = door.check(Offices.ask("other", "vision", "1")).levels().getFirst();
        assertThat(level.spent()).isEqualByComparingTo("20");
        assertThat(level.reserved()).isEqualByComparingTo("70");

        office.charge("vision", "llama", "75", Offices.START.plus(Duration.ofHours(1)), Duration.ofHours(1));
        office.pass(Duration.ofHours(3));
        door.heard();
        level = door.check(Offices.ask("other", "vision", "1")).levels().getFirst();
        assertThat(level.spent()).isEqualByComparingTo("95");
        assertThat(level.reserved())
                .as("a run that costs more than its reserve holds nothing")
                .isZero();
        assertThat(door.reservations().getFirst().parts().getFirst().drawn()).isEqualByComparingTo("85");
    }

    @Test
    void chargesOfAnotherTeamsRunDrawNothing() throws SourceException {
        office.set(Offices.team("vision", "100 USD"));
        Map<Dimension, String> run = Map.of(Named.TEAM, "vision", Named.RUN, "llama");
        door.reserve(Offices.ask("llama", run, Expected.exactly(new BigDecimal("80"))), "ana");
        office.charge("search", "llama", "50", Offices.START.plus(Duration.ofHours(1)), Duration.ofHours(1));
        door.heard();

        assertThat(door.reserved("vision")).isEqualByComparingTo("80");
    }

    @Test
    void aReservationIsLetGoByTimeoutAndTheTrailSaysSo() throws SourceException {
        office.set(Offices.team("vision", "100 USD"));
        door.reserve(Offices.ask("r1", "vision", "100"), "ana");
        office.pass(AdmissionPolicy.DEFAULT.timeout().plusMinutes(1));

        assertThat(door.reserved("vision")).isZero();
        assertThat(door.reserve(Offices.ask("r2", "vision", "100"), "ben")
                        .decision()
                        .admits())
                .isTrue();
        assertThat(door.audit(Span.EVER))
                .extracting(Event::verb, Event::subject)
                .containsExactly(tuple("reserved", "r1"), tuple("released", "r1"), tuple("reserved", "r2"));
        assertThat(door.audit(Span.EVER).get(1).details()).containsEntry("why", "its time was over");
    }

    @Test
    void aReservationIsLetGoWhenItsRunHasEndedAndMetersHaveCaughtUp() throws SourceException {
        office.set(Offices.team("vision", "100 USD"));
        Map<Dimension, String> run = Map.of(Named.TEAM, "vision", Named.RUN, "llama");
        door.reserve(Offices.ask("llama", run, Expected.exactly(new BigDecimal("80"))), "ana");
        office.ends("llama", Offices.START, Offices.START.plus(Duration.ofHours(2)));
        office.pass(Duration.ofMinutes(150));
        door.heard();
        assertThat(door.reserved("vision")).isEqualByComparingTo("80");

        office.pass(Duration.ofMinutes(31));
        assertThat(door.reserved("vision")).isZero();
    }

    @Test
    void aFreshProcessComesToTheSameState() throws SourceException {
        office.set(Offices.team("vision", "100 USD"));
        door.reserve(Offices.ask("r1", "vision", "60"), "ana");
        door.reserve(Offices.ask("r2", "vision", "30"), "ana");
        door.release("r1", "not needed", "ana");
        door.setPolicy(
                "vision",
                new AdmissionPolicy(
                        AdmissionPolicy.Full.THROTTLE,
                        Expected.End.UPPER,
                        Duration.ofHours(2),
                        Duration.ZERO,
                        List.of("boss")),
                "boss");

        Admissions fresh = office.door();
        assertThat(fresh.reserved("vision")).isEqualByComparingTo("30");
        assertThat(fresh.reservations()).isEqualTo(door.reservations());
        assertThat(fresh.policy("vision")).isEqualTo(door.policy("vision"));
    }

    @Test
    void aThrottlingBudgetGivesWhatIsLeft() throws SourceException {
        office.set(Offices.team("vision", "100 USD"));
        door.setPolicy("vision", policy(AdmissionPolicy.Full.THROTTLE, Expected.End.EXPECTED), "boss");
        door.reserve(Offices.ask("r1", "vision", "60"), "ana");

        Ask tenHoursOnEight = new Ask(
                "r2",
                Map.of(Named.TEAM, "vision"),
                Map.of(new BudgetUnit.Currency("USD"), Expected.exactly(new BigDecimal("160"))),
                new BigDecimal("8"),
                Expected.exactly(new BigDecimal("10")),
                null,
                null,
                "test");
        Admissions.Outcome outcome = door.reserve(tenHoursOnEight, "ana");

        assertThat(outcome.decision()).isInstanceOfSatisfying(Decision.Throttle.class, throttle -> {
            assertThat(throttle.maxHours()).isEqualByComparingTo("2.5");
            assertThat(throttle.maxGpus()).isEqualTo(2);
            assertThat(throttle.limits())
                    .isEqualTo("at most 2.5000 hours, or 2 GPUs for all of it (25.00 % of what was asked)");
        });
        assertThat(door.reserved("vision")).isEqualByComparingTo("100");
        assertThat(door.reserve(Offices.ask("r3", "vision", "1"), "ana").decision())
                .as("nothing is left")
                .isInstanceOf(Decision.Block.class);
    }

    @Test
    void theUpperEndIsReservedWhereTheBudgetSaysSo() throws SourceException {
        office.set(Offices.team("vision", "100 USD"));
        var wide = new Expected(new BigDecimal("40"), new BigDecimal("60"), new BigDecimal("120"));
        Ask ask = Offices.ask("r1", Map.of(Named.TEAM, "vision"), wide);

        assertThat(door.check(ask).admits()).isTrue();
        door.setPolicy("vision", policy(AdmissionPolicy.Full.BLOCK, Expected.End.UPPER), "boss");
        assertThat(door.check(ask).admits()).isFalse();
    }

    @Test
    void goingOverNeedsSomebodyElseWhoMayAndIsWrittenDown() throws SourceException {
        office.set(Offices.team("vision", "100 USD"));
        door.setPolicy(
                "vision",
                new AdmissionPolicy(
                        AdmissionPolicy.Full.BLOCK,
                        Expected.End.EXPECTED,
                        Duration.ofHours(24),
                        Duration.ofHours(1),
                        List.of("boss", "ana")),
                "boss");
        Instant until = Offices.START.plus(Duration.ofDays(1));
        assertThatThrownBy(() -> door.approve("r1", "boss", "deadline", until))
                .isInstanceOf(CallersMistake.class)
                .hasMessageContaining("no ask with the id r1 was refused");
        door.reserve(Offices.ask("r1", "vision", "120"), "ana");

        assertThatThrownBy(() -> door.approve("r1", "ana", "deadline", until))
                .hasMessage("ana asked for r1 and cannot approve it: somebody else has to");
        assertThatThrownBy(() -> door.approve("r1", "eve", "deadline", until))
                .hasMessage("eve may not let anybody over the budget vision: boss, ana may");
        door.approve("r1", "boss", "deadline", until);

        assertThat(door.reserve(Offices.ask("r1", "vision", "121"), "ana")
                        .decision()
                        .admits())
                .as("more than was approved")
                .isFalse();
        Admissions.Outcome approved = door.reserve(Offices.ask("r1", "vision", "120"), "ana");
        assertThat(approved.decision().admits()).isTrue();
        assertThat(approved.decision().because()).contains("approved by boss until " + until + ": \"deadline\"");
        office.pass(Duration.ofDays(2));
        assertThat(door.check(Offices.ask("r1", "vision", "120")).admits())
                .as("the approval is over")
                .isFalse();
        assertThat(door.audit(Span.EVER))
                .extracting(Event::verb)
                .containsExactly("policy-set", "refused", "approved", "refused", "reserved");
    }

    @Test
    void whatIsPutToPeopleWaitsForOneOtherThanWhoAskedAndOpensNoBudget() throws SourceException {
        office.set(Offices.team("vision", "100 USD"));
        Instant until = Offices.START.plus(Duration.ofDays(1));
        door.refer(Offices.ask("plan-1", "vision", "120"), "above what agents may do", "agent");
        assertThat(door.approval("plan-1")).isEmpty();
        assertThatThrownBy(() -> door.approve("plan-1", "agent", "why not", until))
                .hasMessage("agent asked for plan-1 and cannot approve it: somebody else has to");

        door.approve("plan-1", "boss", "agreed", until);

        assertThat(door.approval("plan-1")).get().extracting(Consent::by).isEqualTo("boss");
        assertThat(door.reserve(Offices.ask("plan-1", "vision", "120"), "agent")
                        .decision()
                        .admits())
                .as("the budget has no more room than before")
                .isFalse();
    }

    @Test
    void anOverrideOpensABudgetByAnAmountForATime() throws SourceException {
        office.set(Offices.team("vision", "100 USD"));
        door.override("vision", new BigDecimal("20"), "boss", "launch", Offices.START.plus(Duration.ofHours(1)));

        assertThat(door.reserve(Offices.ask("r1", "vision", "110"), "ana")
                        .decision()
                        .admits())
                .isTrue();
        assertThat(door.reserve(Offices.ask("r2", "vision", "11"), "ana")
                        .decision()
                        .admits())
                .isFalse();
        assertThat(door.reserve(Offices.ask("r3", "vision", "10"), "ana")
                        .decision()
                        .admits())
                .isTrue();
        assertThatThrownBy(() -> door.override("nobody", null, "boss", "why", Offices.START.plusSeconds(9)))
                .hasMessageStartingWith("there is no budget nobody");
    }

    @Test
    void graceBeginsWithTheFirstAskThatDoesNotFitAndEnds() throws SourceException {
        office.set(Offices.team("vision", "100 USD")
                .guardedBy(new Guard(Guard.Mode.ENFORCE, Duration.ofMinutes(30), null, null)));
        door.reserve(Offices.ask("r1", "vision", "100"), "ana");
        office.pass(Duration.ofHours(5));

        Decision inGrace =
                door.reserve(Offices.ask("r2", "vision", "10"), "ana").decision();
        assertThat(inGrace.admits()).isTrue();
        assertThat(inGrace.because()).contains("in the grace of 30 minutes, until 2026-11-10T17:30:00Z");
        office.pass(Duration.ofMinutes(29));
        assertThat(office.door()
                        .reserve(Offices.ask("r3", "vision", "10"), "ana")
                        .decision()
                        .admits())
                .isTrue();
        office.pass(Duration.ofMinutes(1));
        assertThat(office.door()
                        .reserve(Offices.ask("r4", "vision", "10"), "ana")
                        .decision()
                        .admits())
                .isFalse();
    }

    @Test
    void aDryRunRecordsWhatWouldHaveBeenRefused() throws SourceException {
        office.set(
                Offices.team("vision", "100 USD"),
                Offices.team("search", "100 USD").guardedBy(new Guard(Guard.Mode.DRY_RUN, Duration.ZERO, null, null)));
        assertThat(door.rehearse(Offices.ask("r1", "vision", "110"), "ana").admits())
                .isFalse();
        assertThat(door.reserved("vision")).isZero();
        Admissions.Outcome recorded = door.reserve(Offices.ask("r2", "search", "110"), "ana");
        assertThat(recorded.decision().admits()).isTrue();
        assertThat(door.reserved("search")).isEqualByComparingTo("110");

        List<Event> trail = door.audit(Span.EVER);
        assertThat(trail).extracting(Event::verb).containsExactly("rehearsed", "reserved");
        assertThat(trail.getFirst().details())
                .containsEntry("decision", "block")
                .containsEntry("over:vision", "110");
        assertThat(trail.getLast().details())
                .containsEntry("excuse:search", "the budget only records what it would have refused");
    }

    @Test
    void aRunAndAPodMayCostNoMoreThanTheirOwnLimit() throws SourceException {
        office.set(Offices.team("vision", "1000 USD")
                .guardedBy(new Guard(Guard.Mode.ENFORCE, Duration.ZERO, new BigDecimal("50"), new BigDecimal("5"))));
        var usd = new BudgetUnit.Currency("USD");
        assertThat(door.check(Offices.ask("r1", "vision", "51")).because())
                .startsWith("vision per run: 51.00 USD asked, 50.00 USD left");
        assertThat(door.check(Offices.ask("r1", "vision", "50")).admits()).isTrue();
        Map<Dimension, String> pod = Map.of(Named.TEAM, "vision", Named.POD, "train-0");
        assertThat(door.check(Offices.ask("p", pod, Expected.exactly(new BigDecimal("6"))))
                        .because())
                .startsWith("vision per pod: 6.00 USD asked, 5.00 USD left");
        Ask limited = new Ask(
                "r2",
                Map.of(Named.TEAM, "vision"),
                Map.of(usd, Expected.exactly(new BigDecimal("20"))),
                null,
                null,
                Money.of("USD", "10"),
                null,
                "test");
        assertThat(door.check(limited).because()).startsWith("cost-limit: 20.00 USD asked, 10.00 USD left");
    }

    @Test
    void whatIsAskedInAnotherCurrencyIsAMistakeAndWhatIsNotSaidIsNotGuessed() {
        office.set(
                Offices.team("vision", "100 USD"),
                Budget.monthly("carbon", Limit.of("10 kgCO2e"), Scope.of(Named.TEAM, "vision")));
        Ask euros = new Ask(
                "r1",
                Map.of(Named.TEAM, "vision"),
                Map.of(new BudgetUnit.Currency("EUR"), Expected.exactly(BigDecimal.ONE)),
                null,
                null,
                null,
                null,
                "test");
        assertThatThrownBy(() -> door.check(euros))
                .isInstanceOf(CallersMistake.class)
                .hasMessage("the ask r1 is in EUR and the budget vision in USD: ask in USD");
        Decision dollars = door.check(Offices.ask("r1", "vision", "1"));
        assertThat(dollars.levels())
                .filteredOn(level -> level.budget().equals("carbon"))
                .singleElement()
                .satisfies(level -> {
                    assertThat(level.asked()).isNull();
                    assertThat(level.exceeds()).isFalse();
                });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void fiftyThreadsNeverReserveMoreThanTheBudget(long seed) throws Exception {
        office.set(
                Budget.monthly("company", Limit.of("700 USD"), Scope.EVERYTHING),
                Offices.team("vision", "500 USD").under("company"),
                Offices.team("search", "400 USD").under("company"));
        var random = new Random(seed);
        List<Ask> asks = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            asks.add(Offices.ask(
                    "r" + i, random.nextBoolean() ? "vision" : "search", (1 + random.nextInt(4000)) / 100.0 + ""));
        }
        // a restart in the middle: half of the threads go on at a door that knows only what was written
        Admissions second = office.door();
        List<Future<Admissions.Outcome>> outcomes = new ArrayList<>();
        for (List<Ask> half : List.of(asks.subList(0, 200), asks.subList(200, 400))) {
            Admissions at = half.getFirst().equals(asks.getFirst()) ? door : second;
            try (ExecutorService threads = Executors.newFixedThreadPool(50)) {
                half.forEach(ask -> outcomes.add(threads.submit(() -> at.reserve(ask, "ana"))));
            }
        }

        BigDecimal all = BigDecimal.ZERO;
        for (Future<Admissions.Outcome> outcome : outcomes) {
            if (outcome.get().decision().admits()) {
                all = all.add(outcome.get().decision().holds().getFirst().amount());
            }
        }
        Admissions fresh = office.door();
        assertThat(fresh.reserved("company")).as("seed %s", seed).isEqualByComparingTo(all);
        assertThat(fresh.reserved("company")).isLessThanOrEqualTo(new BigDecimal("700"));
        assertThat(fresh.reserved("vision")).isLessThanOrEqualTo(new BigDecimal("500"));
        assertThat(fresh.reserved("search")).isLessThanOrEqualTo(new BigDecimal("400"));
        assertThat(fresh.reserved("vision").add(fresh.reserved("search")))
                .isEqualByComparingTo(fresh.reserved("company"));
        assertThat(fresh.reserved("company"))
                .as("most of it is used: the smallest refused ask would not have fitted")
                .isGreaterThan(new BigDecimal("600"));
    }

    private static AdmissionPolicy policy(AdmissionPolicy.Full full, Expected.End end) {
        return new AdmissionPolicy(full, end, Duration.ofHours(24), Duration.ofHours(1), List.of());
    }
}
