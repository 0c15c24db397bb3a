package dev.outlay.server.access;

import java.util.LinkedHashMap;
import java.util.Map;

/// How much each visitor may still ask: a bucket for each, which fills at a rate and holds so many seconds of it.
/// The visitors heard last are remembered. Thread-safe.
final class Buckets {

    private static final int MOST = 10_000;
    private static final double NANOS = 1e9;

    private final double perSecond;
    private final double most;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST;
        }
    };

    private static final class Bucket {
        private double left;
        private long at;
    }

    /// `perSecond` 0 lets everything pass; a bucket holds what runs in during `seconds`.
    Buckets(int perSecond, int seconds) {
        this.perSecond = perSecond;
        this.most = (double) perSecond * seconds;
    }

    /// Takes one from a visitor's bucket: 0 where there was one, else after how many whole seconds there will be.
    synchronized long take(String visitor, long nowNanos) {
        if (perSecond == 0) {
            return 0;
        }
        Bucket bucket = buckets.computeIfAbsent(visitor, _ -> {
            var full = new Bucket();
            full.left = most;
            full.at = nowNanos;
            return full;
        });
        bucket.left = Math.min(most, bucket.left + (nowNanos - bucket.at) / NANOS * perSecond);
        bucket.at = nowNanos;
        if (bucket.left >= 1) {
            bucket.left--;
            return 0;
        }
        return Math.max(1, (long) Math.ceil((1 - bucket.left) / perSecond));
    }
}
