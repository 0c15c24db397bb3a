package dev.outlay.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outlay.ledger.SourceException;
import dev.outlay.units.CallersMistake;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// From the first finding to the end, told once.
final class LifeOfAlertsTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final StagedRule fire = new StagedRule("fire");
    private final Desk desk = new Desk(Desk.policy(fire));

    @Test
    void whatHoldsFiresOnceAndIsToldOnceHoweverOftenOneLooks() {
        fire.bad("kitchen", Severity.WARNING);
        assertThat(desk.check().happenings()).extracting(Alerts.Happening::verb).containsExactly("fired");
        for (int i = 0; i < 30; i++) {
            desk.after(MINUTE).check();
        }
        assertThat(desk.messages()).containsExactly("chat trigger warning fire: kitchen");
        assertThat(desk.only().status()).isEqualTo(Alert.Status.FIRING);
        Message message = desk.dispatches().getFirst().message();
        assertThat(message.sentence()).isEqualTo("kitchen is warning.");
        assertThat(message.evidence()).containsEntry("level", "warning").containsEntry("facts", "fact/kitchen");
        assertThat(message.alert()).isEqualTo(desk.only().id());
    }

    @Test
    void itEndsWhenItsConditionHasBeenGoneLongEnoughAndThatIsToldToo() {
        fire.bad("kitchen", Severity.WARNING);
        desk.check();
        fire.good("kitchen");
        desk.after(MINUTE).check();
        assertThat(desk.only().isActive()).isTrue();
        desk.after(Duration.ofMinutes(14)).check();
        assertThat(desk.only().isActive()).isTrue();
        desk.after(MINUTE).check();
        assertThat(desk.only().status()).isEqualTo(Alert.Status.RESOLVED);
        assertThat(desk.messages())
                .containsExactly("chat trigger warning fire: kitchen", "chat resolve warning fire: kitchen");
        assertThat(desk.dispatches().getLast().message().sentence())
                .isEqualTo("Over after 16 min: it does not hold any more.");
    }

    @Test
    void whatComesAndGoesIsOneAlert() {
        for (int i = 0; i < 24 * 60; i++) {
            if (i % 2 == 0) {
                fire.bad("kitchen", Severity.WARNING);
            } else {
                fire.good("kitchen");
            }
            desk.after(MINUTE).check();
        }
        assertThat(Alerts.all(desk.ledger())).hasSize(1);
        assertThat(desk.messages()).hasSize(1);
    }

    @Test
    void betweenBadAndGoodNothingBeginsAndNothingEnds() {
        fire.notGood("kitchen");
        desk.check();
        assertThat(Alerts.all(desk.ledger())).isEmpty();
        fire.bad("kitchen", Severity.WARNING);
        desk.after(MINUTE).check();
        fire.notGood("kitchen");
        desk.after(HOUR).check();
        desk.after(HOUR).check();
        assertThat(desk.only().isActive()).isTrue();
        // once it was good, less good does not keep it
        fire.good("kitchen");
        desk.after(MINUTE).check();
        fire.notGood("kitchen");
        desk.after(Duration.ofMinutes(15)).check();
        assertThat(desk.only().isActive()).isFalse();
    }

    @Test
    void whatNobodyKnowsNeitherBeginsNorEnds() {
        fire.bad("kitchen", Severity.WARNING);
        desk.check();
        fire.leaveOpen("kitchen");
        desk.after(HOUR).check();
        fire.good("kitchen").unknown("the sensors are off");
        assertThat(desk.after(HOUR).check().unknown()).containsEntry("fire", "the sensors are off");
        assertThat(desk.only().isActive()).isTrue();
        fire.unknown(null);
        desk.after(HOUR).check();
        desk.after(HOUR).check();
        assertThat(desk.only().isActive()).isFalse();
    }

    @Test
    void theSameThingAgainIsTheNextAlertOfTheSameId() {
        fire.bad("kitchen", Severity.WARNING);
        desk.check();
        String first = desk.only().id();
        end();
        fire.bad("kitchen", Severity.WARNING);
        desk.after(HOUR).check();
        assertThat(Alerts.all(desk.ledger())).extracting(Alert::id).containsExactly(first.replace("-1", "-2"), first);
        assertThat(Alerts.named(desk.ledger(), first.substring(0, first.indexOf('-')))
                        .id())
                .isEqualTo(first.replace("-1", "-2"));
        assertThat(desk.messages()).hasSize(3);
    }

    @Test
    void whatIsWorseThanEverIsToldInTheSameConversationAndWhatIsBetterIsNot() {
        fire.bad("kitchen", Severity.WARNING);
        desk.check();
        for (int i = 0; i < 10; i++) {
            fire.bad("kitchen", Severity.CRITICAL);
            desk.after(MINUTE).check();
            fire.bad("kitchen", Severity.INFO);
            desk.after(MINUTE).check();
        }
        assertThat(desk.messages())
                .containsExactly("chat trigger warning fire: kitchen", "chat trigger critical fire: kitchen");
        assertThat(desk.dispatches())
                .extracting(dispatch -> dispatch.message().alert())
                .containsOnly(desk.only().id());
        assertThat(desk.only().severity()).isEqualTo(Severity.INFO);
    }

    @Test
    void whoTakesAnAlertOnIsNamedAndItGoesNoFurther() throws SourceException {
        desk.under(Desk.with(
                desk.policy(),
                new Escalation(
                        Severity.WARNING,
                        List.of(new Escalation.Step(Duration.ofMinutes(30), Severity.CRITICAL, List.of(Desk.PHONE))))));
        fire.bad("kitchen", Severity.WARNING);
        desk.check();
        Alert taken = desk.alerts().acknowledge(desk.policy(), desk.only().id(), desk.now(), "anna", "on my way");
        assertThat(taken.status()).isEqualTo(Alert.Status.ACKNOWLEDGED);
        desk.after(HOUR).check();
        assertThat(desk.messages())
                .containsExactly("chat trigger warning fire: kitchen", "chat acknowledge warning fire: kitchen");
        assertThat(desk.dispatches().getLast().message().sentence()).isEqualTo("Taken on by anna (on my way).");
        // worse than what was taken on is news
        fire.bad("kitchen", Severity.CRITICAL);
        desk.after(MINUTE).check();
        assertThat(desk.only().status()).isEqualTo(Alert.Status.FIRING);
        assertThat(desk.messages()).hasSize(3);
    }

    @Test
    void whatNobodyTakesOnGoesToTheNextOncePerStep() {
        desk.under(Desk.with(
                desk.policy(),
                new Escalation(
                        Severity.WARNING,
                        List.of(
                                new Escalation.Step(Duration.ofMinutes(30), Severity.CRITICAL, List.of(Desk.PHONE)),
                                new Escalation.Step(HOUR, null, List.of(Desk.CHAT, Desk.PHONE))))));
        fire.bad("kitchen", Severity.WARNING);
        for (int i = 0; i < 180; i++) {
            desk.check();
            desk.after(MINUTE);
        }
        assertThat(desk.messages())
                .containsExactly(
                        "chat trigger warning fire: kitchen",
                        "phone trigger critical fire: kitchen",
                        "chat trigger critical fire: kitchen",
                        "phone trigger critical fire: kitchen");
        assertThat(desk.dispatches().get(2).message().sentence())
                .isEqualTo("Nobody has taken this on since 2026-11-16 12:00 UTC. kitchen is warning.");
        assertThat(desk.only().escalations()).isEqualTo(2);
        assertThat(desk.only().severity()).isEqualTo(Severity.CRITICAL);
        end();
        assertThat(desk.messages()).hasSize(6).contains("phone resolve critical fire: kitchen");
    }

    @Test
    void whatAPersonEndsStaysEndedUntilItHasBeenGoneOrIsWorse() throws SourceException {
        fire.bad("kitchen", Severity.WARNING);
        desk.check();
        desk.alerts().resolve(desk.policy(), desk.only().id(), desk.now(), "anna", null);
        desk.after(HOUR).check();
        assertThat(desk.messages())
                .containsExactly("chat trigger warning fire: kitchen", "chat resolve warning fire: kitchen");
        assertThat(desk.dispatches().getLast().message().sentence()).isEqualTo("Over after 0 s: resolved by anna.");
        fire.good("kitchen");
        desk.after(MINUTE).check();
        fire.bad("kitchen", Severity.WARNING);
        desk.after(MINUTE).check();
        assertThat(Alerts.all(desk.ledger())).hasSize(2);
        String second = Alerts.all(desk.ledger()).getFirst().id();
        desk.alerts().resolve(desk.policy(), second, desk.now(), "anna", null);
        fire.bad("kitchen", Severity.CRITICAL);
        desk.after(MINUTE).check();
        assertThat(Alerts.all(desk.ledger())).hasSize(3);
    }

    @Test
    void whatBeginsTogetherIsToldTogetherAndEndsWhenAllOfItIsOver() {
        fire.bad("kitchen", Severity.WARNING).bad("attic", Severity.CRITICAL).bad("cellar", Severity.WARNING);
        fire.put("garden", true, Severity.WARNING, "team", "outdoor");
        desk.check();
        assertThat(desk.messages())
                .containsExactlyInAnyOrder(
                        "chat trigger warning fire: garden", "chat trigger critical fire: attic and 2 more");
        Message together = desk.dispatches().stream()
                .map(Dispatch::message)
                .filter(message -> !message.grouped().isEmpty())
                .findFirst()
                .orElseThrow();
        assertThat(together.grouped())
                .extracting(Message.Grouped::title)
                .containsExactlyInAnyOrder("fire: kitchen", "fire: cellar");
        fire.good("attic").good("kitchen").good("garden");
        desk.after(HOUR).check();
        desk.after(HOUR).check();
        assertThat(desk.messages()).hasSize(3).endsWith("chat resolve warning fire: garden");
        fire.good("cellar");
        desk.after(HOUR).check();
        desk.after(HOUR).check();
        assertThat(desk.messages()).hasSize(4).endsWith("chat resolve critical fire: attic and 2 more");
        assertThat(desk.dispatches().getLast().message().sentence()).startsWith("All 3 are over after");
    }

    @Test
    void moreOfAGroupWaitsForItsWindowUnlessItIsCritical() {
        fire.bad("kitchen", Severity.WARNING);
        desk.check();
        fire.bad("cellar", Severity.WARNING);
        desk.after(MINUTE).check();
        fire.bad("attic", Severity.WARNING);
        desk.after(MINUTE).check();
        assertThat(desk.messages()).hasSize(1);
        desk.after(Duration.ofMinutes(8)).check();
        assertThat(desk.messages()).hasSize(2).endsWith("chat trigger warning fire: cellar and 1 more");
        fire.bad("garage", Severity.CRITICAL);
        desk.after(MINUTE).check();
        assertThat(desk.messages()).hasSize(3).endsWith("chat trigger critical fire: garage");
    }

    @Test
    void whatWasOverBeforeItsTimeCameIsNotTold() {
        fire.bad("kitchen", Severity.WARNING);
        desk.check();
        fire.bad("cellar", Severity.WARNING);
        desk.after(MINUTE).check();
        fire.good("cellar");
        desk.under(new AlertPolicy(
                desk.policy().watches(),
                desk.policy().channels(),
                desk.policy().routes(),
                List.of(),
                Escalation.NONE,
                new Pace(Duration.ZERO, List.of("rule"), Duration.ofMinutes(10), HOUR)));
        desk.after(MINUTE).check();
        desk.after(HOUR).check();
        assertThat(desk.messages()).containsExactly("chat trigger warning fire: kitchen");
    }

    @Test
    void quietHoursHoldEverythingButWhatIsCriticalAndTellTheRestTogetherAfterwards() {
        // 22:00 to 07:00 in Berlin, which is UTC+1 in November
        desk.under(Desk.with(
                desk.policy(),
                Escalation.NONE,
                new QuietHours(
                        ZoneId.of("Europe/Berlin"),
                        EnumSet.allOf(DayOfWeek.class),
                        LocalTime.of(22, 0),
                        LocalTime.of(7, 0),
                        Severity.CRITICAL,
                        Set.of())));
        desk.at(Instant.parse("2026-11-16T21:00:00Z"));
        fire.bad("kitchen", Severity.WARNING);
        desk.check();
        fire.bad("attic", Severity.WARNING);
        desk.after(HOUR).check();
        assertThat(desk.messages()).isEmpty();
        fire.bad("cellar", Severity.CRITICAL);
        desk.after(HOUR).check();
        assertThat(desk.messages()).containsExactly("chat trigger critical fire: cellar");
        desk.at(Instant.parse("2026-11-17T05:59:00Z")).check();
        assertThat(desk.messages()).hasSize(1);
        desk.at(Instant.parse("2026-11-17T06:00:00Z")).check();
        assertThat(desk.messages()).hasSize(2).endsWith("chat trigger warning fire: kitchen and 1 more");
    }

    @Test
    void aSilencedAlertFiresAndIsToldWhenTheSilenceIsOver() throws SourceException {
        String silence = desk.alerts()
                .silence(
                        desk.policy(),
                        Alerts.Hush.of("fire", null, Map.of("team", "vision")),
                        Duration.ofHours(2),
                        desk.now(),
                        "anna",
                        "drill");
        fire.bad("kitchen", Severity.CRITICAL);
        desk.check();
        desk.after(HOUR).check();
        assertThat(desk.messages()).isEmpty();
        assertThat(desk.only().status()).isEqualTo(Alert.Status.FIRING);
        desk.alerts().unsilence(desk.policy(), silence, desk.now(), "anna");
        assertThat(desk.messages()).containsExactly("chat trigger critical fire: kitchen");
        assertThatThrownBy(() -> desk.alerts().unsilence(desk.policy(), silence, desk.now(), "anna"))
                .isInstanceOf(CallersMistake.class)
                .hasMessageContaining(silence);
        Alerts.Hush unknown = Alerts.Hush.of("fires", null, Map.of());
        assertThatThrownBy(() -> desk.alerts().silence(desk.policy(), unknown, HOUR, desk.now(), "anna", null))
                .isInstanceOf(CallersMistake.class)
                .hasMessage("no rule is called fires: outlay alert rules lists them");
    }

    @Test
    void routesChooseByRuleSeverityAndLabelAndTheFirstThatTakesItCounts() {
        desk.under(new AlertPolicy(
                desk.policy().watches(),
                List.of(Desk.CHAT, Desk.PHONE),
                List.of(
                        new Route(Set.of(), Set.of(Severity.CRITICAL), Map.of(), List.of(Desk.PHONE), true),
                        new Route(Set.of("flood"), Set.of(), Map.of(), List.of(Desk.PHONE), false),
                        new Route(Set.of(), Set.of(), Map.of("team", Set.of("vision")), List.of(Desk.CHAT), false)),
                List.of(),
                Escalation.NONE,
                Pace.USUAL));
        fire.bad("kitchen", Severity.CRITICAL);
        desk.check();
        assertThat(desk.messages())
                .containsExactly("chat trigger critical fire: kitchen", "phone trigger critical fire: kitchen");
        fire.put("garden", true, Severity.WARNING, "team", "outdoor");
        desk.after(HOUR).check();
        assertThat(desk.messages()).hasSize(2);
    }

    @Test
    void alertsOfARuleThatIsNotWatchedAnyMoreEnd() {
        fire.bad("kitchen", Severity.WARNING);
        desk.check();
        desk.under(Desk.policy(new StagedRule("flood"))).after(MINUTE).check();
        assertThat(desk.only().resolved())
                .isEqualTo(new Alert.Act(desk.now(), null, "the rule fire is not watched any more"));
    }

    @Test
    void aRuleThatBreaksIsSaidAndKeepsNoOtherFromBeingHeard() {
        Rule broken = new BrokenRule();
        desk.under(Desk.policy(broken, fire));
        fire.bad("kitchen", Severity.WARNING);
        assertThat(desk.check().unknown()).containsOnlyKeys("broken");
        assertThat(desk.messages()).hasSize(1);
    }

    @Test
    void nobodyActsOnWhatThereIsNot() {
        assertThatThrownBy(() -> desk.alerts().acknowledge(desk.policy(), "ffffffffff-1", desk.now(), "anna", null))
                .isInstanceOf(CallersMistake.class)
                .hasMessage("no alert is called ffffffffff-1: outlay alert list shows those there are");
        fire.bad("kitchen", Severity.WARNING);
        desk.check();
        end();
        assertThatThrownBy(
                        () -> desk.alerts().resolve(desk.policy(), desk.only().id(), desk.now(), "anna", null))
                .isInstanceOf(CallersMistake.class)
                .hasMessageContaining("is over since");
    }

    private void end() {
        fire.good("kitchen");
        desk.after(HOUR).check();
        desk.after(HOUR).check();
    }

    private static final class BrokenRule implements Rule {

        private final StagedRule stage = new StagedRule("broken");

        @Override
        public String name() {
            return stage.name();
        }

        @Override
        public String description() {
            return stage.description();
        }

        @Override
        public Severity severity() {
            return stage.severity();
        }

        @Override
        public List<Threshold> thresholds() {
            return stage.thresholds();
        }

        @Override
        public List<String> labels() {
            return stage.labels();
        }

        @Override
        public Judgement judge(Watch watch, Situation situation) {
            throw new ArithmeticException("one by nothing");
        }
    }
}
