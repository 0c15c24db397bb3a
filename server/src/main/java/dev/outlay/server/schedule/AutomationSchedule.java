package dev.outlay.server.schedule;

import dev.outlay.automation.Action;
import dev.outlay.automation.Automation;
import dev.outlay.ledger.SourceException;
import dev.outlay.server.settings.AutomationRuns;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Runs the rules of automation at an interval, where the setting `outlay.automation` says so, and does nothing
/// else.
///
/// At the end it lets what is being done come to its end. What fails is told in the log and in the history.
@Singleton
@Startup
final class AutomationSchedule {

    private static final Logger LOG = Logger.getLogger(AutomationSchedule.class);
    private static final long FIRST_AFTER_MILLIS = 2_000;
    private static final long GOODBYE_SECONDS = 10;

    private final Automation automation;
    private final boolean apply;
    private final @Nullable ScheduledExecutorService clockwork;
    // one mistake in the file is told once, not every minute
    private String told = "";

    AutomationSchedule(Automation automation, AutomationRuns runs) {
        this.automation = automation;
        this.apply = runs.mode() == AutomationRuns.Mode.APPLY;
        this.clockwork = runs.mode() == AutomationRuns.Mode.OFF
                ? null
                : Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("automation-schedule").factory());
        if (clockwork != null) {
            var _ = clockwork.scheduleWithFixedDelay(
                    this::runOnce, FIRST_AFTER_MILLIS, runs.every().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /// Before the ledger is closed, which is not so of what is destroyed with it.
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        if (clockwork != null) {
            Goodbye.to(clockwork, GOODBYE_SECONDS);
        }
    }

    private void runOnce() {
        try {
            for (Action action : automation.run(apply, null).actions()) {
                LOG.infof("%s: %s", action.id(), action.status().word());
            }
            told = "";
        } catch (SourceException | RuntimeException e) {
            // thrown on, it would end the schedule without a word
            String sentence = String.valueOf(e.getMessage());
            if (!sentence.equals(told)) {
                LOG.error("the rules of automation could not be run: " + sentence, e);
                told = sentence;
            }
        }
    }
}
