package dev.outlay.server.schedule;

import dev.outlay.Outlay;
import dev.outlay.ledger.SourceException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// Writes down every few seconds which runs promised to be heard of and are not, so that whoever listens hears of
/// it without asking.
@Singleton
@Startup
final class LostRunSchedule {

    private static final Logger LOG = Logger.getLogger(LostRunSchedule.class);
    private static final long EVERY_MILLIS = 5_000;
    private static final long GOODBYE_SECONDS = 5;

    private final Outlay outlay;
    private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("lost-run-schedule").factory());
    private String told = "";

    LostRunSchedule(Outlay outlay) {
        this.outlay = outlay;
        var _ = clockwork.scheduleWithFixedDelay(this::look, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    /// Before the ledger is closed.
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        Goodbye.to(clockwork, GOODBYE_SECONDS);
    }

    private void look() {
        try {
            outlay.pushes().tellLost();
            told = "";
        } catch (SourceException | RuntimeException e) {
            // thrown on, it would end the schedule without a word
            String sentence = String.valueOf(e.getMessage());
            if (!sentence.equals(told)) {
                LOG.error("lost runs cannot be looked for: " + sentence, e);
                told = sentence;
            }
        }
    }
}
