package dev.outlay.server.metrics;

import dev.outlay.Outlay;
import dev.outlay.connect.feed.PriceFetch;
import dev.outlay.monitor.Family;
import dev.outlay.monitor.Gathered;
import dev.outlay.monitor.Sight;
import dev.outlay.monitor.Watch;
import dev.outlay.monitor.Watches;
import dev.outlay.server.settings.MetricsSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// Gathers the figures of `/metrics` at an interval, so that a scrape reads what is at hand and asks no ledger.
///
/// The first gathering is soon after the start, each next one an interval after the last ended, or nine times as
/// long as it took where that is more: it never takes more than a tenth of a processor. Where a watch fails, its
/// figures are taken away and the failure is counted and logged; the others go on.
@Singleton
@Startup
final class Gathering {

    private static final Logger LOG = Logger.getLogger(Gathering.class);
    private static final Duration FIRST_AFTER = Duration.ofMillis(500);
    private static final int REST = 9;
    private static final long GOODBYE_SECONDS = 5;

    private final Outlay outlay;
    private final Duration every;
    private final Gauges gauges;
    private final List<Watch> watches = new ArrayList<>(Watches.ALL);
    private final Map<Watch, Instant> looked = new HashMap<>();
    private final Map<Watch, List<Family>> last = new HashMap<>();
    private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("metrics").factory());
    private volatile boolean stopped;

    Gathering(Outlay outlay, PriceFetch feeds, MetricsSettings settings, MeterRegistry meters) {
        this.outlay = outlay;
        this.every = settings.every();
        this.gauges = new Gauges(meters);
        watches.add(new FeedWatch(feeds));
        next(FIRST_AFTER);
    }

    /// Before the ledger is closed, which is not so of what is destroyed with it.
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopped = true;
        clockwork.shutdownNow();
        var _ = clockwork.awaitTermination(GOODBYE_SECONDS, TimeUnit.SECONDS);
    }

    private void next(Duration pause) {
        try {
            var _ = clockwork.schedule(this::gatherAndGoOn, pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("stopped while gathering", e);
        }
    }

    private void gatherAndGoOn() {
        long began = System.nanoTime();
        try {
            gather(began);
        } catch (RuntimeException e) {
            // thrown on, it would end the schedule without a word; what a stop breaks off is no failure
            if (!stopped) {
                LOG.error("the figures for /metrics could not be gathered", e);
            }
        }
        if (stopped) {
            return;
        }
        Duration rest = Duration.ofNanos(System.nanoTime() - began).multipliedBy(REST);
        next(rest.compareTo(every) > 0 ? rest : every);
    }

    private void gather(long began) {
        Sight sight = outlay.sight();
        // intervals are told by the real clock, which goes on where that of the answers was stopped
        Instant now = Instant.now();
        int failed = 0;
        List<Family> all = new ArrayList<>();
        for (Watch watch : watches) {
            if (isDue(watch, now)) {
                try {
                    last.put(watch, watch.look(sight));
                    looked.put(watch, now);
                } catch (RuntimeException e) {
                    if (stopped) {
                        return;
                    }
                    failed++;
                    looked.remove(watch);
                    last.put(watch, Gathered.nothing(watch));
                    LOG.errorf(
                            e,
                            "metrics such as %s could not be gathered",
                            watch.metrics().getFirst().name());
                }
            }
            all.addAll(last.getOrDefault(watch, List.of()));
        }
        all.addAll(new Gathered(now, Duration.ofNanos(System.nanoTime() - began), failed).families(all));
        all.forEach(gauges::show);
    }

    private boolean isDue(Watch watch, Instant now) {
        Instant before = looked.get(watch);
        return before == null || !now.isBefore(before.plus(watch.keeps()));
    }
}
