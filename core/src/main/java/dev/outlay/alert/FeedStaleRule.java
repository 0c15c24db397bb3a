package dev.outlay.alert;

import dev.outlay.ledger.ChargeStatus;
import dev.outlay.outlook.SourceFreshness;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A price feed that has failed for some time, or metered use that came day by day and stopped coming.
///
/// A feed that is not set up or was never read is not stale.
final class FeedStaleRule implements Rule {

    @Override
    public String name() {
        return "feed-stale";
    }

    @Override
    public String description() {
        return "A price feed fails, or metered use that came day by day is missing, for so long.";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public List<Threshold> thresholds() {
        return List.of(Threshold.duration(
                "after",
                "36h",
                Duration.ofMinutes(15),
                Duration.ofDays(31),
                "Alert after so long without anything good"));
    }

    @Override
    public List<String> labels() {
        return List.of("feed", "provider", "service-category");
    }

    @Override
    public Judgement judge(Watch watch, Situation situation) {
        var sheet = new Judgement.Sheet();
        Duration after = watch.duration("after");
        for (FeedAge feed : situation.feeds()) {
            Instant good = feed.lastGood();
            boolean old = good == null || !good.plus(after).isAfter(situation.now());
            if (feed.failed() && old) {
                sheet.add(feed(feed, situation.now()));
            }
        }
        for (SourceFreshness source : situation.late(ChargeStatus.METERED, after)) {
            sheet.add(metered(source));
        }
        return sheet.judgement();
    }

    private static Finding feed(FeedAge feed, Instant now) {
        Instant good = feed.lastGood();
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("status", feed.status());
        figures.put("last good", good == null ? "never" : Wording.minute(good));
        Say.put(figures, "reason", feed.reason());
        return Finding.of(
                "feed " + feed.name(),
                true,
                "The feed " + feed.name() + " is " + feed.status() + " and gave "
                        + (good == null
                                ? "nothing good yet"
                                : "nothing good for " + Wording.length(Duration.between(good, now)))
                        + (feed.reason() == null ? "." : ": " + feed.reason()),
                figures,
                List.of(),
                Map.of("feed", feed.name()));
    }

    private static Finding metered(SourceFreshness source) {
        Map<String, String> labels = labels(source);
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("metered up to", Wording.minute(source.chargedTo()));
        figures.put("silent for", Wording.length(source.age()));
        return Finding.of(
                "metered use of " + name(source),
                true,
                "Metered use of " + name(source) + " came day by day and reaches up to "
                        + Wording.minute(source.chargedTo()) + ", " + Wording.length(source.age()) + " ago.",
                figures,
                List.of(),
                labels);
    }

    static String name(SourceFreshness source) {
        String provider = source.provider() == null ? "a provider that is not said" : source.provider();
        return source.category() == null ? provider : provider + ", " + source.category();
    }

    static Map<String, String> labels(SourceFreshness source) {
        Map<String, String> labels = new LinkedHashMap<>();
        Say.put(labels, "provider", source.provider());
        Say.put(labels, "service-category", source.category());
        return labels;
    }
}
