package dev.outlay.server.rest;

import dev.outlay.Outlay;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Answers that were given a moment ago, for the many who ask the same at the same time.
///
/// An answer is a function of the ledger, of the time, and of files of settings. So one is given again only as long
/// as nothing was appended since it was begun: whoever asks after a write was acknowledged sees it. As to the time,
/// it is given for a second, and one that took long to compute for ten times as long as it took, a minute at most,
/// so that one question never takes more than about a tenth of a processor. The same question is computed once
/// however many ask it at once. One that is asked again and again is computed anew, behind, before its time is
/// over.
///
/// Who says so (`Cache-Control: max-stale`) is given an answer that is older at once, and told that it is behind; a
/// newer one is computed meanwhile, as often as its share of the processor allows. So a page is drawn, and stays,
/// while a bill comes in. Bounded by [#MOST] answers and [#MOST_BYTES]. Thread-safe.
@Singleton
final class Answers {

    static final Duration USUAL = Duration.ofSeconds(1);
    static final Duration LONGEST = Duration.ofMinutes(1);
    static final int MOST = 256;
    static final long MOST_BYTES = 16 << 20;

    private static final Logger LOG = Logger.getLogger(Answers.class);
    private static final int REST = 10;

    private final LongSupplier revisions;
    private final LongSupplier nanos;
    private final Map<Question, Kept> kept = new LinkedHashMap<>(MOST, 0.75f, true);
    private final Map<Question, Flight> flights = new ConcurrentHashMap<>();
    // what took least comes first: many quick answers do not wait for a slow one longer than it takes
    private final ThreadPoolExecutor behind = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new PriorityBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("answers").factory());
    private long keptBytes;

    @Inject
    Answers(Outlay outlay) {
        this(outlay::revision, System::nanoTime);
    }

    /// `revisions` grows with every append, `nanos` is a clock that only goes forward.
    Answers(LongSupplier revisions, LongSupplier nanos) {
        this.revisions = revisions;
        this.nanos = nanos;
    }

    /// What is asked: by whom, as far as that makes a difference, which report, with which parameters, in which
    /// form.
    record Question(String view, String report, Map<String, List<String>> parameters, String form) {}

    /// An answer, how long ago it was begun, and whether something was appended since.
    record Given(Encoded answer, Duration age, boolean isBehind) {}

    private record Kept(
            Encoded answer, long revision, long began, long took, long lasts, AtomicBoolean isComputedAnew) {}

    private record Flight(long revision, long began, CompletableFuture<Encoded> answer) {}

    private record Anew(long took, Runnable computing) implements Runnable, Comparable<Anew> {

        @Override
        public void run() {
            computing.run();
        }

        @Override
        public int compareTo(Anew other) {
            return Long.compare(took, other.took);
        }
    }

    /// The answer to a question, which is computed where none is at hand: one of the ledger as it is, or, where
    /// `stale` is above zero, as it was that long ago. What computing it throws is thrown here.
    Given of(Question question, Duration stale, Supplier<Encoded> computing) {
        long revision = revisions.getAsLong();
        long now = nanos.getAsLong();
        Kept known = find(question);
        if (known != null && (isCurrent(known, revision, now) || now - known.began < stale.toNanos())) {
            if (now - known.began > known.lasts / 3 && known.isComputedAnew.compareAndSet(false, true)) {
                behind.execute(new Anew(known.took, () -> computeAnew(question, computing)));
            }
            return new Given(known.answer, Duration.ofNanos(now - known.began), known.revision != revision);
        }
        var own = new Flight(revision, now, new CompletableFuture<>());
        Flight flying = flights.compute(
                question,
                (_, other) -> other != null && (other.revision == revision || now - other.began < stale.toNanos())
                        ? other
                        : own);
        if (!isSame(flying, own)) {
            return new Given(joined(flying), Duration.ofNanos(now - flying.began), flying.revision != revision);
        }
        try {
            Encoded answer = computing.get();
            keep(question, kept(answer, revision, now));
            own.answer.complete(answer);
            return new Given(answer, Duration.ZERO, false);
        } catch (RuntimeException | Error e) {
            own.answer.completeExceptionally(e);
            throw e;
        } finally {
            flights.remove(question, own);
        }
    }

    @SuppressWarnings("ReferenceEquality") // whoever computes has to know its own
    private static boolean isSame(Flight one, Flight other) {
        return one == other;
    }

    @PreDestroy
    void stop() {
        behind.shutdownNow();
    }

    private void computeAnew(Question question, Supplier<Encoded> computing) {
        long revision = revisions.getAsLong();
        long now = nanos.getAsLong();
        try {
            keep(question, kept(computing.get(), revision, now));
        } catch (RuntimeException e) {
            // whoever asks next computes it and is told
            LOG.debug("an answer could not be computed anew", e);
        }
    }

    private Kept kept(Encoded answer, long revision, long began) {
        long took = nanos.getAsLong() - began;
        long lasts = Math.clamp(REST * took, USUAL.toNanos(), LONGEST.toNanos());
        return new Kept(answer, revision, began, took, lasts, new AtomicBoolean());
    }

    private static boolean isCurrent(Kept known, long revision, long now) {
        return known.revision == revision && now - known.began < known.lasts;
    }

    private static Encoded joined(Flight flight) {
        try {
            return flight.answer.join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case RuntimeException failure -> throw failure;
                case Error failure -> throw failure;
                case null, default -> throw e;
            }
        }
    }

    private synchronized @Nullable Kept find(Question question) {
        return kept.get(question);
    }

    private synchronized void keep(Question question, Kept answer) {
        Kept newer = kept.get(question);
        if (newer != null && newer.revision > answer.revision) {
            return;
        }
        Kept before = kept.put(question, answer);
        keptBytes += answer.answer.body().length - (before == null ? 0 : before.answer.body().length);
        Iterator<Kept> eldest = kept.values().iterator();
        while (kept.size() > MOST || (keptBytes > MOST_BYTES && eldest.hasNext())) {
            keptBytes -= eldest.next().answer.body().length;
            eldest.remove();
        }
    }

    /// How many answers are kept.
    synchronized int size() {
        return kept.size();
    }
}
