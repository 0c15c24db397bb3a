package dev.outlay.connect.feed;

import dev.outlay.ledger.Fact;
import dev.outlay.ledger.Reading;
import dev.outlay.ledger.Source;
import dev.outlay.ledger.SourceException;
import dev.outlay.units.Decimals;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What came of reading one feed: the facts to append, and the state in which it is left. Immutable.
record FeedReading(Feed feed, List<Fact> facts, long news, long refused, FeedState state) {

    // a feed of a handful of prices may lose half of them without anything being wrong
    private static final long FEWEST_JUDGED = 8;

    /// A feed that was not asked because credentials are missing, or null where it has all it needs.
    static @Nullable FeedReading notSetUp(Feed feed, FeedAccess access, FeedState before) {
        List<String> unset = unset(feed, access);
        return unset.isEmpty()
                ? null
                : new FeedReading(
                        feed,
                        List.of(),
                        0,
                        0,
                        new FeedState(
                                before.lastGood(),
                                before.prices(),
                                FeedStatus.NOT_SET_UP,
                                "set " + String.join(" and ", unset) + " in the environment"));
    }

    /// The variables that a feed needs and that are not set.
    static List<String> unset(Feed feed, FeedAccess access) {
        return feed.needs().stream()
                .filter(variable -> access.variable(variable) == null)
                .toList();
    }

    /// Reads a feed to its end, or as far as it goes, and judges it by how it was before.
    static FeedReading of(Feed feed, FeedAccess access, KnownPrices known, FeedState before, boolean acceptShrunk) {
        var intake = new FeedIntake(feed.name(), known);
        String broken = null;
        Source source = feed.source(access);
        try (Reading reading = source.read(Span.EVER)) {
            reading.forEach(fact -> intake.take(fact, access.now()));
        } catch (SourceException e) {
            broken = String.valueOf(e.getMessage());
        }
        List<String> missing = new ArrayList<>(access.missing());
        if (broken != null) {
            missing.add(broken);
        }
        boolean whole = missing.isEmpty();
        if (whole && !acceptShrunk && hasShrunk(intake, before)) {
            return left(
                    feed,
                    intake,
                    before,
                    FeedStatus.REFUSED,
                    "it has " + intake.prices()
                            + " prices, less than half of the " + before.prices() + " of " + before.lastGood()
                            + ": nothing of it was taken; where that is right, fetch with --accept-shrunk");
        }
        if (intake.prices() == 0) {
            return whole
                    ? left(
                            feed,
                            intake,
                            before,
                            FeedStatus.REFUSED,
                            "it has no price that can be understood"
                                    + (intake.refused() == 0 ? "" : ": see outlay report refused"))
                    : left(
                            feed,
                            intake,
                            before,
                            before.lastGood() == null ? FeedStatus.FAILED : FeedStatus.STALE,
                            String.join("; ", missing));
        }
        List<Fact> facts = new ArrayList<>(intake.news());
        facts.addAll(intake.refusals());
        FeedStatus status = whole ? FeedStatus.FRESH : access.isHeard() ? FeedStatus.PARTIAL : FeedStatus.STALE;
        // what was only partly read is no measure for the next time
        Instant lastGood = status == FeedStatus.FRESH ? access.retrieved() : before.lastGood();
        long prices = status == FeedStatus.FRESH ? intake.prices() : Math.max(before.prices(), intake.prices());
        return new FeedReading(
                feed,
                facts,
                intake.news().size(),
                intake.refused(),
                new FeedState(lastGood, prices, status, whole ? null : String.join("; ", missing)));
    }

    /// How old the last good prices are, in hours with one digit; null where there were none.
    static @Nullable String age(FeedState state, Instant now) {
        if (state.lastGood() == null) {
            return null;
        }
        long minutes = Math.max(0, Duration.between(state.lastGood(), now).toMinutes());
        return Decimals.text(BigDecimal.valueOf(Math.round(minutes / 6.0), 1));
    }

    private static FeedReading left(Feed feed, FeedIntake intake, FeedState before, FeedStatus status, String reason) {
        return new FeedReading(
                feed,
                List.copyOf(intake.refusals()),
                0,
                intake.refused(),
                new FeedState(before.lastGood(), before.prices(), status, reason));
    }

    private static boolean hasShrunk(FeedIntake intake, FeedState before) {
        return before.prices() >= FEWEST_JUDGED && 2 * intake.prices() < before.prices();
    }
}
