package dev.outlay.recommend;

import dev.outlay.ledger.Event;
import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.Reading;
import dev.outlay.ledger.SourceException;
import dev.outlay.units.CallersMistake;
import dev.outlay.units.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Asks advisors and keeps what was decided about their advice. Stateless and thread-safe.
public final class Advising {

    // the largest saving first, in the order of currencies; what promises no money comes last
    private static final Comparator<AdviceCase> BY_WORTH = Comparator.comparing(
                    Advising::saving, Comparator.nullsLast(Comparator.comparing(Money::currency)))
            .thenComparing(
                    one -> Objects.requireNonNullElse(saving(one), Money.zero("XXX"))
                            .amount(),
                    Comparator.reverseOrder())
            .thenComparing(AdviceCase::id);

    private final List<Advisor> advisors;

    public Advising(List<Advisor> advisors) {
        this.advisors = List.copyOf(advisors);
    }

    /// All advice on an inquiry and all that was ever decided about, the largest saving first.
    public List<AdviceCase> cases(Inquiry inquiry) {
        Map<String, Life> lives = Life.all(inquiry.ledger(), inquiry.now());
        Map<String, Outcome> outcomes = outcomes(inquiry, lives);
        var calibration = new Calibration(outcomes.values());
        List<AdviceCase> cases = new ArrayList<>();
        Set<String> found = new HashSet<>();
        for (Advice advice : Advisors.ask(advisors, inquiry)) {
            if (!found.add(advice.id())) {
                throw new IllegalStateException("two findings have the id " + advice.id() + ": "
                        + advice.subject().key() + " is not the key of one thing");
            }
            Life life = sinceDone(advice, lives.getOrDefault(advice.id(), Life.UNDECIDED));
            cases.add(new AdviceCase(
                    advice.id(),
                    advice,
                    life.status() == Status.DONE && life.remembered() != null
                            ? life.remembered()
                            : Remembered.of(advice),
                    life,
                    calibration.calibrated(advice.finding().advisor(), advice.certainty()),
                    life.status() == Status.DONE ? outcomes.get(advice.id()) : null));
        }
        lives.forEach((id, life) -> {
            Remembered said = life.remembered();
            if (said != null && !found.contains(id)) {
                cases.add(new AdviceCase(
                        id,
                        null,
                        said,
                        life,
                        calibration.calibrated(
                                said.advisor(), new Certainty(said.certainty(), "as of " + life.since())),
                        outcomes.get(id)));
            }
        });
        cases.sort(BY_WORTH);
        return cases;
    }

    /// Records what somebody decided about the advice whose id is, or starts with, `id`. Deciding the same again
    /// changes nothing. Throws [CallersMistake] where no advice or more than one has such an id, and where a
    /// dismissal has no reason.
    public AdviceCase decide(
            Ledger ledger, Inquiry inquiry, String id, Status status, @Nullable String actor, @Nullable String reason)
            throws SourceException {
        if (status == Status.DISMISSED && (reason == null || reason.isBlank())) {
            throw new CallersMistake("advice " + id + " cannot be dismissed without a reason: say why, as in"
                    + " --reason 'kept for the release'");
        }
        AdviceCase known = named(cases(inquiry), id);
        if (known.status() == status && Objects.equals(known.life().reason(), reason)) {
            return known;
        }
        Event event = Life.event(known.id(), status, inquiry.now(), actor, reason, known.said());
        ledger.append(Reading.of(List.of(event)));
        return named(cases(inquiry), known.id());
    }

    private static AdviceCase named(List<AdviceCase> cases, String id) {
        List<AdviceCase> matching =
                cases.stream().filter(one -> one.id().equals(id)).toList();
        if (matching.isEmpty()) {
            matching = cases.stream()
                    .filter(one -> !id.isBlank() && one.id().startsWith(id))
                    .toList();
        }
        if (matching.size() != 1) {
            throw new CallersMistake((matching.isEmpty() ? "no advice has" : matching.size() + " advices have")
                    + " an id that is or starts with '" + id + "': outlay recommend --status all lists "
                    + (matching.isEmpty() ? "those there are" : "them; give more of the id"));
        }
        return matching.getFirst();
    }

    /// Advice that was done and is found in a span that began afterwards is open again.
    private static Life sinceDone(Advice advice, Life life) {
        Instant since = life.since();
        return life.status() == Status.DONE
                        && since != null
                        && !advice.finding().span().from().isBefore(since)
                ? new Life(Status.OPEN, null, null, "found again after it was done at " + since, null)
                : life;
    }

    private static Map<String, Outcome> outcomes(Inquiry inquiry, Map<String, Life> lives) {
        Map<String, Outcome> outcomes = new HashMap<>();
        @Nullable Verification verification = null;
        for (Map.Entry<String, Life> entry : lives.entrySet()) {
            Life life = entry.getValue();
            Remembered said = life.remembered();
            Instant since = life.since();
            if (life.status() == Status.DONE && said != null && since != null) {
                if (verification == null) {
                    verification = new Verification(inquiry.ledger(), inquiry.now());
                }
                outcomes.put(entry.getKey(), verification.of(said, since));
            }
        }
        return outcomes;
    }

    private static @Nullable Money saving(AdviceCase one) {
        Promise promise = one.promise();
        return promise == null ? null : promise.saving();
    }
}
