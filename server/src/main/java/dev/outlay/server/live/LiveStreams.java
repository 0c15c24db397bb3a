package dev.outlay.server.live;

import dev.outlay.Outlay;
import dev.outlay.server.access.Visitor;
import dev.outlay.server.problem.Problem;
import dev.outlay.server.problem.ProblemException;
import dev.outlay.units.CallersMistake;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// All who listen. A few times a second those of them are told what came who have taken what they were told before;
/// what came is read once for all who see the same and have come equally far. While nobody listens, nothing is
/// read. Thread-safe.
@Singleton
public final class LiveStreams {

    /// The most that listen at once.
    public static final int MOST = 64;

    private static final Logger LOG = Logger.getLogger(LiveStreams.class);
    private static final long EVERY_MILLIS = 200;
    // a long import is seen before its append ends
    private static final int LOOKS_EVERY = 5;

    private final Outlay outlay;
    private final Semaphore places = new Semaphore(MOST);
    private final List<LiveStream> streams = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("live-streams").factory());
    private @Nullable Cursor end;
    private long revision = -1;
    private int ticks;

    LiveStreams(Outlay outlay) {
        this.outlay = outlay;
        var _ = clockwork.scheduleWithFixedDelay(this::tick, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    /// Where somebody begins who says how far it came, null for whoever hears from now on. Throws [CallersMistake]
    /// where that lies beyond the end of the ledger.
    public Cursor from(@Nullable String lastId) {
        Cursor now = Cursor.end(outlay.ledger());
        if (lastId == null) {
            return now;
        }
        Cursor said = Cursor.of(lastId);
        if (!said.isWithin(now)) {
            throw new CallersMistake("Last-Event-ID: " + said + " lies beyond the end of this ledger, which is at "
                    + now + ": it is of another ledger; leave it out to listen from now on");
        }
        return said;
    }

    /// Takes a place. Throws the problem 503 where all are taken. Whoever has one gives it back with [#leave], or
    /// opens a stream, which does.
    public void enter() {
        if (!places.tryAcquire()) {
            throw new ProblemException(new Problem(
                    "urn:outlay:busy",
                    "Too many live streams at once",
                    503,
                    "cannot open a stream: " + MOST + " are open already",
                    "close one, or ask the reports from time to time instead"));
        }
    }

    /// Gives a place back.
    public void leave() {
        places.release();
    }

    /// Tells a visitor what comes after a cursor, until it goes away. It has entered.
    public void open(Visitor visitor, Set<LiveKind> kinds, Cursor from, Outlet outlet) {
        String view = visitor.seesAll() ? "" : String.join("\n", new TreeSet<>(visitor.teams()));
        streams.add(new LiveStream(view, visitor.outlay(), kinds, from, outlet, System::nanoTime));
    }

    /// Tells what passes to all who see all; it is not told again to whoever misses it.
    public void pass(LiveKind kind, Map<String, @Nullable String> fields) {
        var event = new LiveEvent(kind, LiveWords.passing(fields), null);
        clockwork.execute(() -> streams.stream().filter(LiveStream::seesAll).forEach(stream -> stream.pass(event)));
    }

    /// How many listen.
    public int count() {
        return streams.size();
    }

    @PreDestroy
    void stop() {
        clockwork.shutdownNow();
        streams.forEach(LiveStream::close);
    }

    private void tick() {
        if (streams.isEmpty()) {
            end = null;
            return;
        }
        try {
            Cursor now = look();
            var reader = new LiveReader(outlay.ledger());
            Map<String, LiveBatch> read = new HashMap<>();
            streams.removeIf(stream -> {
                boolean goesOn = stream.goesOn(
                        now,
                        (one, from) -> read.computeIfAbsent(
                                one.view() + "\n" + from, _ -> reader.read(one.seen(), from, now)));
                if (!goesOn) {
                    places.release();
                }
                return !goesOn;
            });
        } catch (RuntimeException e) {
            // thrown on, it would end the streams without a word; they stay where they are and are told next time
            LOG.error("live streams cannot be told what came", e);
        }
    }

    private Cursor look() {
        Cursor known = end;
        long current = outlay.revision();
        if (known == null || current != revision || ++ticks >= LOOKS_EVERY) {
            ticks = 0;
            revision = current;
            known = Cursor.end(outlay.ledger());
            end = known;
        }
        return known;
    }
}
