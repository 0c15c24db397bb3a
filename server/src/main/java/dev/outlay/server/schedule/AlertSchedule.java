package dev.outlay.server.schedule;

import dev.outlay.Alerting;
import dev.outlay.ledger.SourceException;
import dev.outlay.report.Table;
import dev.outlay.server.settings.AlertChecks;
import dev.outlay.server.settings.ServerSettings;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Looks for alerts at an interval, see [AlertChecks]; what is to be told waits in the outbox, from where the
/// deliveries take it.
///
/// The first look is soon after the start, each next one an interval after the last ended. What fails is told in
/// the log, one mistake once, and is tried again the next time.
@Singleton
@Startup
final class AlertSchedule {

    private static final Logger LOG = Logger.getLogger(AlertSchedule.class);
    private static final long FIRST_AFTER_MILLIS = 3_000;
    private static final long GOODBYE_SECONDS = 5;

    private final Alerting alerting;
    private final Path file;
    private final boolean always;
    private final @Nullable ScheduledExecutorService clockwork;
    private volatile boolean stopped;
    private String told = "";

    AlertSchedule(Alerting alerting, AlertChecks checks, ServerSettings settings) {
        this.alerting = alerting;
        this.file = settings.home().alertsFile();
        this.always = checks.always();
        Duration every = checks.every();
        this.clockwork = every == null
                ? null
                : Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("alert-schedule").factory());
        if (clockwork != null && every != null) {
            var _ = clockwork.scheduleWithFixedDelay(
                    this::look, FIRST_AFTER_MILLIS, every.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopped = true;
        if (clockwork != null) {
            Goodbye.to(clockwork, GOODBYE_SECONDS);
        }
    }

    private void look() {
        if (!always && !Files.exists(file)) {
            return;
        }
        try {
            Table outcome = alerting.check();
            if (!outcome.rows().isEmpty()) {
                LOG.infof(
                        "alerts: %s fired, %s resolved, %s active",
                        outcome.heading().get("fired"),
                        outcome.heading().get("resolved"),
                        outcome.heading().get("active"));
            }
            told = "";
        } catch (SourceException | RuntimeException e) {
            // thrown on, it would end the schedule without a word; what a stop breaks off is no failure
            String sentence = String.valueOf(e.getMessage());
            if (!stopped && !sentence.equals(told)) {
                LOG.error("alerts cannot be looked for: " + sentence, e);
                told = sentence;
            }
        }
    }
}
