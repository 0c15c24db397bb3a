package dev.outlay.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outlay.catalog.Catalog;
import dev.outlay.ledger.Appended;
import dev.outlay.ledger.Arrivals;
import dev.outlay.ledger.Event;
import dev.outlay.ledger.Fact;
import dev.outlay.ledger.Filter;
import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.MemoryLedger;
import dev.outlay.ledger.Reading;
import dev.outlay.ledger.SourceException;
import dev.outlay.ledger.Totals;
import dev.outlay.ledger.TotalsQuery;
import dev.outlay.units.Span;
import java.io.IOException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What holds however alerts come and go: nobody is told twice, and neither order nor restarts change what is told.
final class AlertLawsTest {

    private static final int STEPS = 120;
    private static final List<String> SUBJECTS = List.of("kitchen", "attic", "cellar", "garage", "garden");
    private static final List<Severity> SEVERITIES = List.of(Severity.INFO, Severity.WARNING, Severity.CRITICAL);
    private static final QuietHours NIGHT = new QuietHours(
            ZoneOffset.UTC,
            EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
            LocalTime.of(20, 0),
            LocalTime.of(6, 0),
            Severity.CRITICAL,
            Set.of());

    /// One thing that happens in a story: time passes, stages change, a person acts.
    private record Step(Duration pause, List<StagedRule> rules, int act, int which) {}

    private static List<Step> story(long seed) {
        Random random = new Random(seed);
        List<StagedRule> rules = List.of(new StagedRule("fire"), new StagedRule("flood"), new StagedRule("theft"));
        List<Step> story = new ArrayList<>();
        for (int i = 0; i < STEPS; i++) {
            for (StagedRule rule : rules) {
                String subject = SUBJECTS.get(random.nextInt(SUBJECTS.size()));
                switch (random.nextInt(6)) {
                    case 0, 1 ->
                        rule.put(
                                subject,
                                true,
                                SEVERITIES.get(random.nextInt(SEVERITIES.size())),
                                "team",
                                random.nextBoolean() ? "vision" : "search");
                    case 2 -> rule.good(subject);
                    case 3 -> rule.notGood(subject);
                    case 4 -> rule.leaveOpen(subject);
                    default -> rule.unknown(random.nextInt(4) == 0 ? "off" : null);
                }
            }
            story.add(new Step(
                    Duration.ofMinutes(1 + random.nextInt(40)),
                    rules.stream().map(StagedRule::copy).toList(),
                    random.nextInt(12),
                    random.nextInt(1000)));
        }
        return story;
    }

    private static AlertPolicy policy(List<? extends Rule> rules) {
        return new AlertPolicy(
                rules.stream().map(Watch::of).toList(),
                List.of(Desk.CHAT, Desk.PHONE),
                List.of(
                        new Route(Set.of(), Set.of(Severity.CRITICAL), Map.of(), List.of(Desk.PHONE), true),
                        new Route(Set.of(), Set.of(), Map.of(), List.of(Desk.CHAT), false)),
                List.of(NIGHT),
                new Escalation(
                        Severity.WARNING,
                        List.of(new Escalation.Step(Duration.ofMinutes(90), Severity.CRITICAL, List.of(Desk.PHONE)))),
                new Pace(Duration.ofMinutes(20), List.of("rule", "team"), Duration.ofMinutes(30), Duration.ofHours(1)));
    }

    private static List<Event> tell(Ledger ledger, List<Step> story, boolean otherOrder) throws SourceException {
        Instant now = Desk.MONDAY_NOON;
        for (Step step : story) {
            now = now.plus(step.pause());
            List<StagedRule> rules = step.rules();
            if (otherOrder) {
                rules = rules.reversed().stream()
                        .map(rule -> rule.copy().backwards())
                        .toList();
            }
            AlertPolicy policy = policy(rules);
            boolean done = false;
            while (!done) {
                try {
                    act(ledger, policy, step, now);
                    done = true;
                } catch (SourceException e) {
                    // the process ended and was started again at the same instant
                    assertThat(e.getMessage()).contains("killed");
                }
            }
        }
        return events(ledger);
    }

    private static void act(Ledger ledger, AlertPolicy policy, Step step, Instant now) throws SourceException {
        Alerts alerts = new Alerts(ledger);
        alerts.check(policy, new Situation(ledger, Catalog.builtin(), now, Desk.NO_BOOK, List::of));
        List<Alert> active = Alerts.all(ledger).stream().filter(Alert::isActive).toList();
        // told apart by what was found, which a restart between the look and the act does not change
        Alert one = active.isEmpty() ? null : active.get(step.which() % active.size());
        if (step.act() == 0 && one != null && one.acknowledged() == null) {
            alerts.acknowledge(policy, one.id(), now, "anna", null);
        } else if (step.act() == 1) {
            boolean silent = Alerts.silences(ledger).stream().anyMatch(each -> each.isOn(now));
            if (!silent) {
                alerts.silence(policy, Alerts.Hush.of("flood", null, Map.of()), Duration.ofHours(3), now, "anna", null);
            }
        }
    }

    private static List<Event> events(Ledger ledger) {
        try (Stream<Event> events = ledger.facts(Event.class, Span.EVER)) {
            return events.toList();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void theOrderOfRulesAndFindingsChangesNothing(long seed) throws SourceException {
        List<Event> one = tell(new MemoryLedger(), story(seed), false);
        List<Event> other = tell(new MemoryLedger(), story(seed), true);
        assertThat(one).as("seed %s", seed).isNotEmpty().isEqualTo(other);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aProcessThatIsKilledAnywhereTellsTheSameInTheEnd(long seed) throws SourceException {
        List<Event> calm = tell(new MemoryLedger(), story(seed), false);
        var killed = new KilledLedger(new Random(seed));
        List<Event> rough = tell(killed, story(seed), false);
        assertThat(killed.deaths).as("seed %s", seed).isGreaterThan(10);
        assertThat(rough).as("seed %s", seed).isEqualTo(calm);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18})
    void nobodyIsToldAnythingTwice(long seed) throws SourceException {
        Ledger ledger = new MemoryLedger();
        List<Event> events = tell(ledger, story(seed), false);
        Map<String, Integer> worthTelling = new HashMap<>();
        Map<String, Integer> told = new HashMap<>();
        Map<String, Integer> closed = new HashMap<>();
        int messages = 0;
        for (Event event : events) {
            for (String channel : Details.lines(event, AlertEvents.TO)) {
                worthTelling.merge(event.subject() + " on " + channel, 1, Integer::sum);
            }
            if (!event.verb().equals(AlertEvents.NOTIFIED)) {
                continue;
            }
            messages++;
            Message message = MessageTexts.read(event.details());
            String channel = Details.text(event, AlertEvents.CHANNEL);
            if (message.kind() == Message.Kind.RESOLVE) {
                closed.merge(message.alert() + " on " + channel, 1, Integer::sum);
            }
            if (message.kind() == Message.Kind.TRIGGER) {
                assertThat(closed).as("seed %s", seed).doesNotContainKey(message.alert() + " on " + channel);
                Details.lines(event, AlertEvents.COVERS)
                        .forEach(covered -> told.merge(
                                covered.substring(0, covered.indexOf('#')) + " on " + channel, 1, Integer::sum));
            }
            boolean night = event.at().atOffset(ZoneOffset.UTC).getHour() >= 20;
            boolean weekday = event.at().atOffset(ZoneOffset.UTC).getDayOfWeek().getValue() <= 5;
            if (night && weekday && message.kind() == Message.Kind.TRIGGER) {
                assertThat(message.severity()).as("seed %s", seed).isEqualTo(Severity.CRITICAL);
            }
        }
        assertThat(messages).as("seed %s", seed).isGreaterThan(20);
        told.forEach((whom, times) -> assertThat(times)
                .as("seed %s, %s", seed, whom)
                .isLessThanOrEqualTo(worthTelling.getOrDefault(whom, 0)));
        assertThat(closed.values()).as("seed %s", seed).containsOnly(1);
        // what was decided on was queued, each once
        assertThat(Outbox.dispatches(ledger, Span.EVER)).as("seed %s", seed).hasSize(messages);
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24})
    void flappingIsBoundedByTheTimeAnAlertTakesToEnd(long seed) {
        Random random = new Random(seed);
        StagedRule rule = new StagedRule("fire");
        Desk desk = new Desk(Desk.policy(rule));
        Instant start = desk.now();
        for (int i = 0; i < 600; i++) {
            if (random.nextBoolean()) {
                rule.bad("kitchen", Severity.WARNING);
            } else {
                rule.good("kitchen");
            }
            desk.after(Duration.ofMinutes(1 + random.nextInt(12))).check();
        }
        long quarters = Duration.between(start, desk.now()).toMinutes() / 15 + 1;
        assertThat(Alerts.all(desk.ledger()).size()).as("seed %s", seed).isBetween(2, (int) quarters);
        assertThat(desk.messages().size()).as("seed %s", seed).isLessThanOrEqualTo((int) (2 * quarters));
    }

    /// A ledger whose process is killed while it appends, now and then: what it had taken in by then it keeps.
    private static final class KilledLedger implements Ledger {

        private final MemoryLedger ledger = new MemoryLedger();
        private final Random random;
        private int deaths;

        KilledLedger(Random random) {
            this.random = random;
        }

        @Override
        public Appended append(Reading reading) throws SourceException {
            List<Fact> facts = new ArrayList<>();
            reading.forEach(facts::add);
            int kept = random.nextInt(3) == 0 ? random.nextInt(facts.size() + 1) : facts.size();
            Appended appended = ledger.append(Reading.of(facts.subList(0, kept)));
            if (kept < facts.size()) {
                deaths++;
                throw SourceException.outsideFailed("killed", new IOException("killed"));
            }
            return appended;
        }

        @Override
        public <F extends Fact> Stream<F> arrived(Class<F> kind, Arrivals arrivals) {
            return ledger.arrived(kind, arrivals);
        }

        @Override
        public <F extends Fact> Stream<F> facts(Class<F> kind, Span span, List<Filter> filters) {
            return ledger.facts(kind, span, filters);
        }

        @Override
        public Totals totals(TotalsQuery query) {
            return ledger.totals(query);
        }

        @Override
        public void close() {
            ledger.close();
        }
    }
}
