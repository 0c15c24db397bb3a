package dev.outlay;

import dev.outlay.ledger.Appended;
import dev.outlay.ledger.Event;
import dev.outlay.ledger.Fact;
import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.Reading;
import dev.outlay.ledger.Run;
import dev.outlay.ledger.SourceException;
import dev.outlay.scope.TeamLedger;
import dev.outlay.units.CallersMistake;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Takes in what training code says of itself as it goes: runs and usage, the same facts that a file would give.
///
/// Whoever calls is answered once its facts are in the ledger and rated. Those who call at the same time are served
/// together, so that a crowd of small pushes is rated once and not each by itself. Thread-safe.
public final class Pushing {

    /// The topic of events about runs that no run said itself.
    public static final String TOPIC = "run";

    private static final int MOST_TOGETHER = 200;

    private final Supplier<Ledger> ledgers;
    private final Taking taking;
    private final InstantSource clock;
    private final OpenRuns runs;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition served = lock.newCondition();
    private final List<Push> waiting = new ArrayList<>();
    private boolean serving;
    private volatile Set<String> told = Set.of();

    private final @Nullable TeamLedger view;
    private final @Nullable Pushing whole;

    /// For those who see some teams only: what they push must be of these.
    Pushing(TeamLedger view, Pushing whole) {
        this.view = view;
        this.whole = whole;
        this.ledgers = whole.ledgers;
        this.taking = whole.taking;
        this.clock = whole.clock;
        this.runs = whole.runs;
    }

    Pushing(Supplier<Ledger> ledgers, Taking taking, InstantSource clock) {
        this.view = null;
        this.whole = null;
        this.ledgers = ledgers;
        this.taking = taking;
        this.clock = clock;
        this.runs = new OpenRuns(ledgers);
    }

    /// Takes in facts. Those of known ids change nothing; one whose id stands for other content is refused and
    /// counted as such, and the others are taken.
    public Appended push(List<? extends Fact> facts) throws SourceException {
        if (view != null && whole != null) {
            view.mustAdmit(facts);
            facts.forEach(fact -> {
                if (fact instanceof Run run) {
                    mustBeTheirs(run.run());
                }
            });
            return whole.push(facts);
        }
        var own = new Push(facts);
        lock.lock();
        try {
            waiting.add(own);
            while (!own.isDone()) {
                if (serving) {
                    served.awaitUninterruptibly();
                } else {
                    serveSome();
                }
            }
        } finally {
            lock.unlock();
        }
        return own.outcome();
    }

    /// The last word on the latest attempt of a run; empty where nothing was heard of it.
    public Optional<Run> latest(String run) {
        mustBeTheirs(run);
        return runs.latest(run);
    }

    /// The last word on an attempt of a run; empty where nothing was heard of it.
    public Optional<Run> attempt(String run, int attempt) {
        mustBeTheirs(run);
        return runs.attempt(run, attempt);
    }

    /// Names of runs are one company's: what is known by a name belongs to whoever it was pushed for.
    private void mustBeTheirs(String run) {
        if (view != null
                && runs.latest(run).filter(known -> !view.isSeen(known)).isPresent()) {
            throw new CallersMistake("the run " + run + " is not yours: choose another name for it");
        }
    }

    /// Writes down which attempts promised to be heard of and are not, each once for its last word, and gives those
    /// that are lost as of now.
    public List<Run> tellLost() throws SourceException {
        Instant now = clock.instant();
        List<Run> lost = runs.lost(now);
        List<Event> events = lost.stream()
                .filter(attempt -> !told.contains(attempt.origin().id()))
                .map(Pushing::lost)
                .toList();
        if (!events.isEmpty()) {
            ledgers.get().append(Reading.of(events));
        }
        told = lost.stream().map(attempt -> attempt.origin().id()).collect(Collectors.toUnmodifiableSet());
        return lost;
    }

    // known by its last word alone, so that writing it down again after any end of the process changes nothing
    private static Event lost(Run attempt) {
        return Event.of(
                attempt.run() + "/" + attempt.attempt() + "/" + attempt.at(),
                attempt.at(),
                TOPIC,
                attempt.run(),
                "lost",
                null,
                Map.of(
                        "attempt",
                        Integer.toString(attempt.attempt()),
                        "last_heard",
                        attempt.at().toString()));
    }

    /// Serves those who wait; the lock is held before and after, not meanwhile.
    private void serveSome() {
        List<Push> some = List.copyOf(waiting.subList(0, Math.min(MOST_TOGETHER, waiting.size())));
        waiting.subList(0, some.size()).clear();
        serving = true;
        lock.unlock();
        List<Appended> taken = List.of();
        Exception failure = null;
        try {
            Ledger ledger = ledgers.get();
            taken = taking.pushed(some.stream()
                    .<Taking.Push>map(push -> () -> push.append(ledger))
                    .toList());
        } catch (SourceException | RuntimeException e) {
            failure = e;
        } finally {
            lock.lock();
            serving = false;
            for (int i = 0; i < some.size(); i++) {
                some.get(i).done(failure == null ? taken.get(i) : null, failure);
            }
            served.signalAll();
        }
    }

    /// What one caller hands over, and what became of it.
    private static final class Push {

        private final List<? extends Fact> facts;
        private @Nullable Appended taken;
        private @Nullable Exception failure;

        Push(List<? extends Fact> facts) {
            this.facts = List.copyOf(facts);
        }

        Appended append(Ledger ledger) throws SourceException {
            return ledger.append(Reading.of(facts));
        }

        private boolean isDone() {
            return taken != null || failure != null;
        }

        private void done(@Nullable Appended outcome, @Nullable Exception problem) {
            taken = outcome;
            failure = problem == null && outcome == null ? new IllegalStateException("nothing was served") : problem;
        }

        private Appended outcome() throws SourceException {
            if (taken != null) {
                return taken;
            }
            switch (failure) {
                case SourceException source -> throw source;
                case RuntimeException problem -> throw problem;
                case null, default -> throw new IllegalStateException(failure);
            }
        }
    }
}
