package dev.outlay.server.schedule;

import dev.outlay.alert.Courier;
import dev.outlay.connect.channel.PostOffice;
import dev.outlay.ledger.SourceException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// Delivers alerts: looks every few seconds for messages that are due, and sends them, each channel on a thread of
/// its own, so that one that does not answer keeps no other waiting.
///
/// What fails stays in the outbox and is told in the log. At the end it lets what is being sent come to its end, so
/// that as few messages as can be are left of which nobody knows whether they arrived.
@Singleton
@Startup
final class DeliverySchedule {

    private static final Logger LOG = Logger.getLogger(DeliverySchedule.class);
    private static final long FIRST_AFTER_MILLIS = 1_000;
    private static final long EVERY_MILLIS = 5_000;
    private static final long GOODBYE_SECONDS = 10;

    private final PostOffice office;
    private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("delivery-schedule").factory());
    private final ExecutorService couriers = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("courier-", 0).factory());
    // one mistake in the file is told once, not every few seconds
    private String told = "";

    DeliverySchedule(PostOffice office) {
        this.office = office;
        var _ = clockwork.scheduleWithFixedDelay(this::look, FIRST_AFTER_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        Goodbye.to(clockwork, GOODBYE_SECONDS);
        Goodbye.to(couriers, GOODBYE_SECONDS);
    }

    private void look() {
        try {
            for (String channel : office.awaited()) {
                couriers.execute(() -> work(channel));
            }
            told = "";
        } catch (SourceException | RuntimeException e) {
            // thrown on, it would end the schedule without a word
            String sentence = String.valueOf(e.getMessage());
            if (!sentence.equals(told)) {
                LOG.error("alerts cannot be delivered: " + sentence, e);
                told = sentence;
            }
        }
    }

    private void work(String channel) {
        try {
            Courier.Worked worked = office.work(channel);
            if (worked.sent() > 0) {
                LOG.infof("channel %s: %d sent", channel, worked.sent());
            }
            if (worked.waiting() + worked.unknown() + worked.dead() > 0) {
                LOG.warnf(
                        "channel %s: %d not taken and to be tried again, %d unknown, %d given up; outlay alert"
                                + " deliveries says why",
                        channel, worked.waiting(), worked.unknown(), worked.dead());
            }
        } catch (SourceException | RuntimeException e) {
            LOG.error("channel " + channel + " cannot be worked through", e);
        }
    }
}
