package dev.outlay.pricing;

import dev.outlay.catalog.Catalog;
import dev.outlay.ledger.Appended;
import dev.outlay.ledger.Charge;
import dev.outlay.ledger.ChargeStatus;
import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Fact;
import dev.outlay.ledger.Filter;
import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.Origin;
import dev.outlay.ledger.Price;
import dev.outlay.ledger.SourceException;
import dev.outlay.ledger.Usage;
import dev.outlay.units.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Rates the usage of a span day by day and appends what the ledger does not hold yet.
///
/// A charge that comes out as before adds nothing. One that comes out otherwise, because usage or a price arrived
/// late, is reversed by a charge of the opposite amounts and stated anew; both are marked corrected, nothing is
/// changed in place, and the sum is right. One day of usage is held in memory at a time. Stopping at any point and
/// rating again gives the same ledger. Not thread-safe.
public final class Rerating {

    private static final String REVERSAL = "-reversal";
    private static final Pattern REVISION = Pattern.compile("~r(\\d+)(-reversal)?$");
    private static final Filter RATED =
            new Filter(Dimension.Named.STATUS, Set.of(ChargeStatus.METERED.text(), ChargeStatus.CORRECTED.text()));

    private final Ledger ledger;
    private final Rater rating;

    public Rerating(Ledger ledger, Catalog catalog) {
        this(ledger, catalog, RateCards.NONE);
    }

    /// `cards` come before the prices of the ledger.
    public Rerating(Ledger ledger, Catalog catalog, RateCards cards) {
        this.ledger = ledger;
        try (Stream<Price> prices = ledger.facts(Price.class, Span.EVER)) {
            var book = new PriceBook(catalog, prices.toList());
            this.rating = Rater.of(catalog, book, cards);
        }
    }

    /// Rates every UTC day that the span touches, telling each before it begins.
    public Appended rate(Span touched, Consumer<Instant> progress) throws SourceException {
        Span span = rating.reach(touched);
        // each day looks at what the ledger has of that day alone, so days are read while others are being written
        return ledger.append(consumer -> {
            for (Span day = Span.dayOf(span.from()); day.from().isBefore(span.to()); day = Span.dayOf(day.to())) {
                progress.accept(day.from());
                rateDay(day, consumer);
            }
        });
    }

    private void rateDay(Span day, Consumer<Fact> pending) {
        List<Usage> usages;
        try (Stream<Usage> stream = ledger.facts(Usage.class, day)) {
            usages = stream.toList();
        }
        if (usages.isEmpty()) {
            return;
        }
        Map<String, List<Charge>> before = ratedBefore(day);
        Rated rated = rating.rate(usages, day);
        rated.refusals().forEach(pending);
        for (Charge charge : rated.charges()) {
            settle(charge, before.remove(charge.origin().id()), pending);
        }
        before.values().forEach(known -> settle(null, known, pending));
    }

    /// What was rated in a day, corrections with the charge they correct.
    private Map<String, List<Charge>> ratedBefore(Span day) {
        Map<String, List<Charge>> before = new LinkedHashMap<>();
        try (Stream<Charge> charges = ledger.facts(Charge.class, day, List.of(RATED))) {
            charges.filter(charge -> charge.origin().id().startsWith(Rating.ORIGIN))
                    .forEach(charge -> before.computeIfAbsent(key(charge), _ -> new ArrayList<>())
                            .add(charge));
        }
        return before;
    }

    private static void settle(@Nullable Charge wanted, @Nullable List<Charge> known, Consumer<Fact> pending) {
        if (known == null) {
            if (wanted != null) {
                pending.accept(wanted);
            }
            return;
        }
        Charge standing = standing(known);
        if (same(standing, wanted)) {
            return;
        }
        // a revision is numbered by what it finds, so that rating again after a crash gives it the same number
        String revision = "~r" + known.size();
        if (standing != null) {
            pending.accept(corrected(standing, key(standing) + revision + REVERSAL, -1));
        }
        if (wanted != null) {
            pending.accept(corrected(wanted, wanted.origin().id() + revision, 1));
        }
    }

    /// The charge that the latest revision states; null where it reversed the last one.
    private static @Nullable Charge standing(List<Charge> known) {
        return known.stream()
                .filter(charge -> !isReversal(charge))
                .max(Comparator.comparingInt(Rerating::revision))
                .filter(charge ->
                        known.stream().noneMatch(other -> isReversal(other) && revision(other) > revision(charge)))
                .orElse(null);
    }

    private static boolean same(@Nullable Charge standing, @Nullable Charge wanted) {
        return (standing == null && wanted == null)
                || (standing != null
                        && wanted != null
                        && withStatus(standing, wanted.status()).equals(wanted));
    }

    private static Charge withStatus(Charge charge, ChargeStatus status) {
        return new Charge(
                Origin.of(key(charge), charge.origin().document()),
                status,
                charge.period(),
                charge.billingPeriod(),
                charge.costs(),
                charge.place(),
                charge.owner(),
                charge.product(),
                charge.terms(),
                charge.account(),
                charge.use(),
                charge.ratedBy(),
                charge.allocatedFrom(),
                charge.tags());
    }

    private static Charge corrected(Charge charge, String id, int sign) {
        Charge stated = withStatus(charge, ChargeStatus.CORRECTED);
        return new Charge(
                Origin.of(id, charge.origin().document()),
                stated.status(),
                stated.period(),
                stated.billingPeriod(),
                sign < 0 ? stated.costs().negated() : stated.costs(),
                stated.place(),
                stated.owner(),
                stated.product(),
                stated.terms(),
                stated.account(),
                sign < 0 ? stated.use().negated() : stated.use(),
                stated.ratedBy(),
                stated.allocatedFrom(),
                stated.tags());
    }

    private static String key(Charge charge) {
        return REVISION.matcher(charge.origin().id()).replaceFirst("");
    }

    private static int revision(Charge charge) {
        Matcher matcher = REVISION.matcher(charge.origin().id());
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    /// Whether a charge takes back one that was rated before, rather than stating something.
    public static boolean isReversal(Charge charge) {
        return charge.origin().id().endsWith(REVERSAL);
    }
}
