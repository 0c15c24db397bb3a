package dev.outlay.server.schedule;

import dev.outlay.connect.feed.PriceFetch;
import dev.outlay.ledger.SourceException;
import dev.outlay.report.Table;
import dev.outlay.server.settings.ServerSettings;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Fetches prices at an interval, where the setting `outlay.prices.every` says one; nothing is asked otherwise. The
/// setting `outlay.prices.from` names the providers or feeds; without it, all that are set up are asked.
///
/// The first fetch is soon after the start, each next one an interval after the last ended. What fails is told in
/// the log, and by the address of the feeds, and is tried again the next time.
@Singleton
@Startup
final class PriceSchedule {

    private static final Logger LOG = Logger.getLogger(PriceSchedule.class);
    private static final long FIRST_AFTER_MILLIS = 2_000;
    private static final long GOODBYE_SECONDS = 5;

    private final PriceFetch fetch;
    private final PriceFetch.Wish wish;
    private final @Nullable ScheduledExecutorService clockwork;
    private volatile boolean stopped;

    PriceSchedule(PriceFetch fetch, ServerSettings settings) {
        this.fetch = fetch;
        this.wish = new PriceFetch.Wish(settings.pricesFrom(), false);
        Duration every = settings.pricesEvery();
        this.clockwork = every == null
                ? null
                : Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("price-schedule").factory());
        if (clockwork != null && every != null) {
            var _ = clockwork.scheduleWithFixedDelay(
                    this::fetchOnce, FIRST_AFTER_MILLIS, every.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopped = true;
        if (clockwork != null) {
            Goodbye.to(clockwork, GOODBYE_SECONDS);
        }
    }

    private void fetchOnce() {
        try {
            Table outcome = fetch.fetch(wish, _ -> {});
            LOG.infof("fetched prices: %s new", outcome.heading().get("new"));
            if (!"0".equals(outcome.heading().get("failed"))) {
                outcome.notes().forEach(LOG::warn);
            }
        } catch (SourceException | IOException | RuntimeException e) {
            // thrown on, it would end the schedule without a word; what a stop breaks off is no failure
            if (!stopped) {
                LOG.error("prices could not be fetched", e);
            }
        }
    }
}
