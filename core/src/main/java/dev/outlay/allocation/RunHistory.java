package dev.outlay.allocation;

import dev.outlay.ledger.Owner;
import dev.outlay.ledger.Run;
import dev.outlay.ledger.RunStatus;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One run with its attempts in order, each as it was last heard of.
///
/// A run of which only charges are known has no attempts. Immutable and thread-safe.
public record RunHistory(String run, List<Run> attempts) {

    // of equally late words on one attempt, those that know its end hold; then any order, as long as it is one
    private static final Comparator<Run> LATEST_LAST = Comparator.comparing(Run::at)
            .thenComparing(attempt -> attempt.status() != RunStatus.RUNNING)
            .thenComparing(attempt -> attempt.origin().id());

    /// The metric by which an attempt promises a word every so many seconds.
    public static final String HEARTBEAT = "heartbeat_seconds";

    /// The word for an attempt that promised to be heard of and is not.
    public static final String LOST = "lost";

    private static final int NANOS = 9;
    private static final BigDecimal MISSED = BigDecimal.valueOf(3);

    public RunHistory {
        Objects.requireNonNull(run, "run");
        attempts = List.copyOf(attempts);
    }

    /// A part of a period and the attempt that it belongs to; null between attempts.
    record Piece(Span span, @Nullable Run attempt) {}

    /// The histories of all runs that some facts tell of, by the name of the run.
    public static Map<String, RunHistory> of(Collection<Run> facts) {
        Map<String, Map<Integer, Run>> byRun = new TreeMap<>();
        facts.forEach(fact ->
                byRun.computeIfAbsent(fact.run(), _ -> new TreeMap<>()).merge(fact.attempt(), fact, RunHistory::later));
        Map<String, RunHistory> histories = new TreeMap<>();
        byRun.forEach((run, attempts) -> histories.put(run, new RunHistory(run, List.copyOf(attempts.values()))));
        return histories;
    }

    /// The one of two words on the same attempt that holds.
    public static Run later(Run one, Run other) {
        return LATEST_LAST.compare(one, other) < 0 ? other : one;
    }

    /// Whether an attempt runs, promised a word every so often by [#HEARTBEAT], and three of them did not come.
    public static boolean isLost(Run attempt, Instant now) {
        BigDecimal promised = attempt.metrics().get(HEARTBEAT);
        if (attempt.status() != RunStatus.RUNNING || promised == null || promised.signum() <= 0) {
            return false;
        }
        Duration silent = Duration.between(attempt.at(), now);
        return BigDecimal.valueOf(silent.getSeconds())
                        .add(BigDecimal.valueOf(silent.getNano(), NANOS))
                        .compareTo(promised.multiply(MISSED))
                > 0;
    }

    /// How the run stands as of an instant, in a word: `lost` where its last attempt is, else as its status is
    /// written; empty without attempts.
    public Optional<String> standing(Instant now) {
        return status().map(status -> standing(attempts.getLast(), now));
    }

    /// See [#standing(Instant)], of one attempt.
    public static String standing(Run attempt, Instant now) {
        return isLost(attempt, now) ? LOST : attempt.status().text();
    }

    /// How the run stands: as its last attempt does.
    public Optional<RunStatus> status() {
        return attempts.isEmpty()
                ? Optional.empty()
                : Optional.of(attempts.getLast().status());
    }

    /// What the latest attempt that says anything says of the owner or the model.
    public <T> Optional<T> latest(Function<Run, @Nullable T> said) {
        for (Run attempt : attempts.reversed()) {
            T value = said.apply(attempt);
            if (value != null) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    /// See [#latest].
    public Optional<String> owner(Function<Owner, @Nullable String> said) {
        return latest(attempt -> said.apply(attempt.owner()));
    }

    /// When the first attempt started; empty without attempts.
    public Optional<Instant> start() {
        return attempts.stream().map(RunHistory::start).min(Comparator.naturalOrder());
    }

    /// The furthest any attempt came; empty where none says.
    public Optional<BigDecimal> reached(Progress unit) {
        return attempts.stream()
                .flatMap(attempt -> Optional.ofNullable(unit.reached(attempt)).stream())
                .max(Comparator.naturalOrder());
    }

    /// A metric as the latest attempt has it that says it.
    public Optional<BigDecimal> metric(String name) {
        return latest(attempt -> Progress.named(attempt.metrics(), name).orElse(null));
    }

    /// When an attempt started.
    public static Instant start(Run attempt) {
        return attempt.span() == null ? attempt.at() : attempt.span().from();
    }

    /// When an attempt ended; empty while it runs.
    public static Optional<Instant> end(Run attempt) {
        return attempt.status() == RunStatus.RUNNING || attempt.span() == null
                ? Optional.empty()
                : Optional.of(attempt.span().to());
    }

    /// Cuts a period at the starts and ends of attempts. Where attempts overlap, the time belongs to the one with
    /// the highest number; one that has not ended goes on.
    List<Piece> cut(Span period) {
        var cuts = new TreeSet<Instant>();
        attempts.stream()
                .flatMap(attempt -> Stream.concat(Stream.of(start(attempt)), end(attempt).stream()))
                .filter(instant -> period.contains(instant) && instant.isAfter(period.from()))
                .forEach(cuts::add);
        cuts.add(period.to());
        List<Piece> pieces = new ArrayList<>();
        Instant from = period.from();
        for (Instant to : cuts) {
            pieces.add(new Piece(new Span(from, to), at(from)));
            from = to;
        }
        return pieces;
    }

    private @Nullable Run at(Instant instant) {
        return attempts.stream()
                .filter(attempt -> !start(attempt).isAfter(instant))
                .filter(attempt -> end(attempt).map(instant::isBefore).orElse(true))
                .reduce((_, later) -> later)
                .orElse(null);
    }

    /// What the attempt of a number lost; nothing where there is no such attempt.
    public LostWork lost(int attempt) {
        for (int i = 0; i < attempts.size(); i++) {
            if (attempts.get(i).attempt() == attempt) {
                return LostWork.of(attempts, i);
            }
        }
        return LostWork.NOTHING;
    }
}
