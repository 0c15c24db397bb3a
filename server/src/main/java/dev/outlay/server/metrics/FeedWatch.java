package dev.outlay.server.metrics;

import dev.outlay.connect.feed.PriceFetch;
import dev.outlay.monitor.Family;
import dev.outlay.monitor.Level;
import dev.outlay.monitor.Metric;
import dev.outlay.monitor.Sight;
import dev.outlay.monitor.Watch;
import dev.outlay.report.Column;
import dev.outlay.report.Table;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How the price feeds went that were ever asked.
final class FeedWatch implements Watch {

    static final Metric AGE = new Metric(
            "outlay_feed_age_seconds",
            "Seconds since a price feed last gave prices that were believed; absent for one that never did.",
            List.of("feed"));
    static final Metric FAILED = new Metric(
            "outlay_feed_failed",
            "1 where the last reading of a price feed failed, was in part, or was not believed, else 0; absent for one"
                    + " that was never asked.",
            List.of("feed"));
    // see dev.outlay.connect.feed.FeedStatus
    private static final Set<String> NOT_ASKED = Set.of("never", "not-set-up");

    private final PriceFetch feeds;

    FeedWatch(PriceFetch feeds) {
        this.feeds = feeds;
    }

    @Override
    public List<Metric> metrics() {
        return List.of(AGE, FAILED);
    }

    @Override
    public List<Family> look(Sight sight) {
        Table status = feeds.status();
        List<String> names = status.columns().stream().map(Column::name).toList();
        List<Level> ages = new ArrayList<>();
        List<Level> failures = new ArrayList<>();
        for (List<@Nullable String> row : status.rows()) {
            List<String> feed = List.of(String.valueOf(row.get(names.indexOf("feed"))));
            String ended = String.valueOf(row.get(names.indexOf("status")));
            String lastGood = row.get(names.indexOf("last_good"));
            if (lastGood != null) {
                long age =
                        Duration.between(Instant.parse(lastGood), sight.now()).toSeconds();
                ages.add(new Level(feed, BigDecimal.valueOf(age)));
            }
            if (!NOT_ASKED.contains(ended)) {
                failures.add(new Level(feed, ended.equals("fresh") ? BigDecimal.ZERO : BigDecimal.ONE));
            }
        }
        return List.of(new Family(AGE, ages, 0), new Family(FAILED, failures, 0));
    }
}
