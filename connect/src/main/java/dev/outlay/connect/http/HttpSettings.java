package dev.outlay.connect.http;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Random;
import java.util.random.RandomGenerator;

/// How an [Http] client behaves towards every system.
///
/// `clock` dates answers, `pace` is what waiting is done with, `jitter` spreads retries. A request is sent at most
/// `tries` times; before the second it waits up to `firstWait`, before each further one up to twice as long, never
/// longer than `longestWait`. A system that asks for a longer pause than that is not waited for. `connect` bounds
/// the making of a connection and `silence` the time without a byte of an answer. Throws
/// [IllegalArgumentException] on fewer than one try and on a duration that is not above zero. Immutable.
public record HttpSettings(
        InstantSource clock,
        Pace pace,
        RandomGenerator jitter,
        int tries,
        Duration firstWait,
        Duration longestWait,
        Duration connect,
        Duration silence) {

    public HttpSettings {
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(pace, "pace");
        Objects.requireNonNull(jitter, "jitter");
        if (tries < 1) {
            throw new IllegalArgumentException("a request is tried at least once: " + tries);
        }
        for (Duration duration : new Duration[] {firstWait, longestWait, connect, silence}) {
            if (!duration.isPositive()) {
                throw new IllegalArgumentException("a time to wait is above zero: " + duration);
            }
        }
    }

    /// Five tries, waits from half a second to a minute, 10 seconds to connect and 30 without a byte.
    public static HttpSettings of(InstantSource clock) {
        return new HttpSettings(
                clock,
                Pace.REAL,
                new Random(),
                5,
                Duration.ofMillis(500),
                Duration.ofMinutes(1),
                Duration.ofSeconds(10),
                Duration.ofSeconds(30));
    }

    /// The same at another pace and with jitter of another generator, for tests.
    public HttpSettings at(Pace otherPace, RandomGenerator otherJitter) {
        return new HttpSettings(clock, otherPace, otherJitter, tries, firstWait, longestWait, connect, silence);
    }

    /// The same, giving up after this long without a byte.
    public HttpSettings silentFor(Duration longest) {
        return new HttpSettings(clock, pace, jitter, tries, firstWait, longestWait, connect, longest);
    }
}
