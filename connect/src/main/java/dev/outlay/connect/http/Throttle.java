package dev.outlay.connect.http;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/// Lets requests to one system pass no faster than it takes them. Thread-safe; requests that wait pass in turn.
final class Throttle {

    private final Pace pace;
    private final Deque<Long> passed = new ArrayDeque<>();
    private long notBefore;
    private boolean held;

    Throttle(Pace pace) {
        this.pace = pace;
    }

    /// Lets nothing pass for a while, as the system asked for or because it just failed.
    synchronized void hold(Duration duration) {
        long until = pace.nanoTime() + duration.toNanos();
        if (!held || until - notBefore > 0) {
            notBefore = until;
            held = true;
        }
    }

    /// Waits until the next request may be sent.
    synchronized void pass(RateLimit limit) throws InterruptedException {
        long now = pace.nanoTime();
        long wait = held ? notBefore - now : 0;
        if (limit.requests() != Integer.MAX_VALUE) {
            while (passed.size() > limit.requests()) {
                passed.removeFirst();
            }
            if (passed.size() == limit.requests()) {
                wait = Math.max(wait, passed.removeFirst() + limit.per().toNanos() - now);
            }
        }
        if (wait > 0) {
            pace.sleep(Duration.ofNanos(wait));
        }
        held = false;
        if (limit.requests() != Integer.MAX_VALUE) {
            passed.addLast(pace.nanoTime());
        }
    }
}
