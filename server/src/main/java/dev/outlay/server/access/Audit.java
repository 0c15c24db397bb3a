package dev.outlay.server.access;

import dev.outlay.Outlay;
import dev.outlay.ledger.Event;
import dev.outlay.ledger.Reading;
import dev.outlay.ledger.SourceException;
import dev.outlay.report.AuditTrail;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Writes down who changed what, who tried to, and who was kept from reading, as events of the ledger.
///
/// What was answered is written a moment later, off the request's way; an orderly end waits for it. What one
/// visitor was kept from reading within a minute is one event with a count, so that nobody fills the ledger by
/// asking. No text of a request but its method and path is written, so that no secret gets in. Thread-safe.
@Singleton
final class Audit {

    private static final Logger LOG = Logger.getLogger(Audit.class);
    private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final int MOST_WAITING = 10_000;
    private static final int MOST_FOLDED = 1_000;
    private static final int LONGEST_PATH = 200;
    private static final long EVERY_MILLIS = 200;
    private static final long FOLD_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final long GOODBYE_SECONDS = 5;

    private final Outlay outlay;
    private final List<Event> waiting = new ArrayList<>();
    private final Map<String, Denied> denied = new LinkedHashMap<>();
    private final String process = Long.toString(System.currentTimeMillis(), 36);
    private long number;
    private long lost;
    private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("audit").factory());

    /// Reads that one visitor was kept from, and since when.
    private static final class Denied {
        private final AuditTrail.Entry first;
        private final long since;
        private long count;

        Denied(AuditTrail.Entry first, long since) {
            this.first = first;
            this.since = since;
        }
    }

    Audit(Outlay outlay) {
        this.outlay = outlay;
        var _ = clockwork.scheduleWithFixedDelay(this::write, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    /// Has the answer to a request written down where it is to be.
    void hear(RoutingContext context, @Nullable Grant grant, Right right) {
        HttpMethod method = context.request().method();
        boolean reads = READS.contains(method) || (right.role() == Role.VIEWER && !right.isPublic());
        String path = context.normalizedPath();
        context.addEndHandler(_ -> {
            int status = context.response().getStatusCode();
            boolean refused = status == 401 || status == 403 || status == 429;
            if (refused || !reads) {
                var entry = new AuditTrail.Entry(
                        method.name() + " " + cut(path),
                        refused ? "refused" : status < 400 ? "done" : "failed",
                        grant == null ? "nobody" : grant.name(),
                        grant == null ? "none" : grant.role().text(),
                        String.valueOf(context.request().remoteAddress().hostAddress()),
                        status);
                // a write of nobody is as cheap to send as a read
                note(entry, refused && (reads || grant == null));
            }
        });
    }

    private synchronized void note(AuditTrail.Entry entry, boolean fold) {
        if (fold) {
            String who = entry.who() + "\n" + entry.from();
            Denied known = denied.get(who);
            if (known == null) {
                // above the bound, whoever asks from wherever is one visitor
                String key = denied.size() < MOST_FOLDED ? who : "";
                known = denied.computeIfAbsent(key, _ -> new Denied(entry, System.nanoTime()));
            }
            known.count++;
        } else if (waiting.size() < MOST_WAITING) {
            waiting.add(entry.event(key(), Instant.now(), 1));
        } else {
            lost++;
        }
    }

    private String key() {
        return process + "-" + number++;
    }

    private void write() {
        write(System.nanoTime() - FOLD_NANOS);
    }

    private void write(long foldedBefore) {
        List<Event> events;
        long missing;
        synchronized (this) {
            denied.values().removeIf(each -> {
                boolean over = each.since - foldedBefore <= 0;
                if (over) {
                    waiting.add(each.first.event(key(), Instant.now(), each.count));
                }
                return over;
            });
            events = List.copyOf(waiting);
            waiting.clear();
            missing = lost;
            lost = 0;
        }
        if (missing > 0) {
            LOG.errorf("the audit lacks %d requests: more came than could be written", missing);
        }
        if (events.isEmpty()) {
            return;
        }
        try {
            outlay.ledger().append(Reading.of(events));
        } catch (SourceException | RuntimeException e) {
            // thrown on, it would end the writing without a word
            LOG.errorf(e, "the audit lacks %d requests: the ledger could not be written", events.size());
        }
    }

    /// Before the ledger is closed, which is not so of what is destroyed with it.
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        clockwork.shutdown();
        if (clockwork.awaitTermination(GOODBYE_SECONDS, TimeUnit.SECONDS)) {
            write(System.nanoTime());
        }
    }

    private static String cut(String path) {
        return path.length() > LONGEST_PATH ? path.substring(0, LONGEST_PATH) + "..." : path;
    }
}
