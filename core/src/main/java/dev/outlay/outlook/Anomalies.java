package dev.outlay.outlook;

import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Dimension.Named;
import dev.outlay.ledger.Filter;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.units.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What was unusual, and why: stretches of days unlike the days before, each with the dimension values, the price
/// or the quantity that made it so.
///
/// The whole and every value of [#LOOKED_AT] are gone through day by day, and what overlaps and has the same cause
/// is one anomaly. Reads totals of the ledger when it is asked, by the day, and keeps nothing. Thread-safe where
/// the ledger is.
public final class Anomalies {

    /// The dimensions whose values are looked at one by one.
    public static final List<Dimension> LOOKED_AT = List.of(
            Named.PROVIDER,
            Named.SERVICE,
            Named.REGION,
            Named.ACCOUNT,
            Named.SUB_ACCOUNT,
            Named.TEAM,
            Named.PROJECT,
            Named.NAMESPACE,
            Named.CLUSTER,
            Named.GPU_MODEL,
            Named.CAPACITY_TYPE);

    // values that come and go as work does: a new one is no event by itself
    private static final Set<Dimension> OF_WORK = Set.of(Named.PROJECT, Named.NAMESPACE);

    private static final double MOST_OF_IT = 0.6;
    private static final double NEARLY_ALL_OF_IT = 0.85;

    private final LedgerReader ledger;
    private final Instant now;

    public Anomalies(LedgerReader ledger, Instant now) {
        this.ledger = ledger;
        this.now = now;
    }

    /// A stretch of one value's days.
    private record Candidate(List<Filter> filters, @Nullable String currency, Span days, Detector.Found found) {

        boolean meets(Candidate other) {
            return Objects.equals(currency, other.currency)
                    && Math.signum(found.excess()) == Math.signum(other.found.excess())
                    && days.intersection(other.days).isPresent();
        }
    }

    /// What was unusual in the span of the question, the largest excess first. Empty where nothing was, and where
    /// there are fewer than three weeks to tell what is usual.
    public List<Anomaly> find(AnomalyQuestion question) {
        Freshness.Days fresh = new Freshness(ledger, now).complete();
        List<Candidate> open = new ArrayList<>();
        List<Anomaly> found = new ArrayList<>();
        List<History> whole = histories(question, List.of(), false, fresh);
        Instant known = whole.stream()
                .map(history -> history.rhythm().start(history.first()))
                .min(Instant::compareTo)
                .orElse(now);
        whole.forEach(history -> found.addAll(Fees.unusual(history, question)));
        for (History history : histories(question, List.of(), true, fresh)) {
            open.addAll(candidates(history, List.of(), question, known));
        }
        for (Dimension dimension : LOOKED_AT) {
            for (History history : histories(question, List.of(dimension), true, fresh)) {
                open.addAll(candidates(
                        history,
                        List.of(Histories.filter(dimension, history.group().getFirst())),
                        question,
                        known));
            }
        }
        open.sort(Comparator.comparingDouble((Candidate each) -> -Math.abs(each.found.excess())));
        List<Explained> explained = new ArrayList<>();
        while (!open.isEmpty()) {
            Candidate largest = open.getFirst();
            Candidate start = narrowest(largest, open);
            open.remove(start);
            Explained one = explain(start, question, known, fresh);
            if (one != null && explained.stream().noneMatch(other -> isToldBy(other, one, start, question, known))) {
                explained.add(one);
                open.removeIf(other -> other.meets(start) && isPartOf(one, other, question, known));
            }
        }
        List<Anomaly> prices =
                new PriceChanges(ledger, question, Span.dayOf(now).from()).all();
        new Merging(explained)
                .anomalies(question).stream()
                        .filter(anomaly -> prices.stream().noneMatch(price -> isOfPrice(anomaly, price)))
                        .forEach(found::add);
        found.addAll(prices);
        found.sort(Comparator.comparing((Anomaly each) -> each.excess().abs()).reversed());
        return found;
    }

    /// Whether an anomaly is a changed price seen through what was charged.
    private static boolean isOfPrice(Anomaly anomaly, Anomaly price) {
        boolean contradict = anomaly.cause().stream()
                .anyMatch(filter -> price.cause().stream()
                        .anyMatch(other -> other.dimension().equals(filter.dimension()) && !other.equals(filter)));
        return !contradict
                && anomaly.byPrice() != null
                && anomaly.byPrice().doubleValue() / anomaly.excess().doubleValue() >= MOST_OF_IT
                && price.excess().signum() == anomaly.excess().signum()
                && anomaly.from().isBefore(price.to())
                && price.from().isBefore(anomaly.to());
    }

    private List<History> histories(AnomalyQuestion question, List<Dimension> by, boolean usage, Freshness.Days fresh) {
        return new Histories(
                        ledger,
                        now,
                        new SpendQuestion(question.measure(), by, question.filters()),
                        Rhythm.DAILY,
                        usage,
                        fresh)
                .all(now);
    }

    private List<Candidate> candidates(History history, List<Filter> filters, AnomalyQuestion question, Instant known) {
        double[] values = history.values();
        long first = history.first();
        boolean newIsAnEvent = filters.stream().noneMatch(filter -> OF_WORK.contains(filter.dimension()));
        long sinceKnown = first - Rhythm.DAILY.number(known);
        if (newIsAnEvent && sinceKnown > 0) {
            // before it was first charged it was nothing, and that is known
            double[] longer = new double[values.length + (int) sinceKnown];
            System.arraycopy(values, 0, longer, (int) sinceKnown, values.length);
            values = longer;
            first -= sinceKnown;
        }
        if (Arrays.stream(values).map(Math::abs).sum() < question.least().doubleValue()) {
            return List.of();
        }
        List<Candidate> candidates = new ArrayList<>();
        var detector = new Detector(
                values,
                first,
                question.least().doubleValue(),
                question.leastShare().doubleValue());
        for (Detector.Found found : detector.all()) {
            Span days = new Span(Rhythm.DAILY.start(first + found.from()), Rhythm.DAILY.start(first + found.to()));
            if (days.intersection(question.looked()).isPresent()) {
                candidates.add(new Candidate(filters, history.currency(), days, found));
            }
        }
        return candidates;
    }

    /// Of what met the largest and is about as large, that with the least besides.
    private static Candidate narrowest(Candidate largest, List<Candidate> open) {
        return open.stream()
                .filter(each -> each.meets(largest)
                        && Math.abs(each.found.excess()) >= NEARLY_ALL_OF_IT * Math.abs(largest.found.excess()))
                .min(Comparator.comparingDouble(each -> Math.abs(each.found.usual())))
                .orElse(largest);
    }

    /// The cause of what was found, on days that are off by themselves where only the cause is looked at; null
    /// where none are, so that it was several things at once by chance.
    private @Nullable Explained explain(
            Candidate candidate, AnomalyQuestion question, Instant known, Freshness.Days fresh) {
        var search = new CauseSearch(ledger, question, candidate.currency, candidate.days, known);
        List<Filter> cause = search.cause(candidate.filters);
        Candidate confirmed =
                cause.equals(candidate.filters) ? candidate : confirmed(candidate, cause, question, known, fresh);
        return confirmed == null
                ? null
                : new Explained(
                        new Evidence(ledger, question, cause, confirmed.currency, confirmed.days, known),
                        confirmed.found.ongoing(),
                        confirmed.found.ramp());
    }

    private @Nullable Candidate confirmed(
            Candidate candidate, List<Filter> cause, AnomalyQuestion question, Instant known, Freshness.Days fresh) {
        List<Filter> filters = new ArrayList<>(question.filters());
        filters.addAll(cause);
        var narrow = new AnomalyQuestion(
                question.looked(), question.measure(), filters, question.least(), question.leastShare());
        return histories(narrow, List.of(), true, fresh).stream()
                .flatMap(history -> candidates(history, cause, narrow, known).stream())
                .filter(each -> each.meets(candidate))
                .max(Comparator.comparingDouble(each -> Math.abs(each.found.excess())))
                .orElse(null);
    }

    /// Whether what was explained before is the same as what is now, seen through another dimension.
    private boolean isToldBy(
            Explained before, Explained now, Candidate found, AnomalyQuestion question, Instant known) {
        return before.days().intersection(now.days()).isPresent()
                && Objects.equals(before.evidence().currency(), found.currency)
                && isPartOf(
                        before, new Candidate(now.cause(), found.currency, now.days(), found.found), question, known);
    }

    /// Whether most of what was unusual about another is what was explained.
    private boolean isPartOf(Explained one, Candidate other, AnomalyQuestion question, Instant known) {
        if (one.cause().isEmpty()) {
            return true;
        }
        var search = new CauseSearch(ledger, question, other.currency, other.days, known);
        List<Filter> both = new ArrayList<>(other.filters);
        one.cause().stream()
                .filter(filter ->
                        both.stream().noneMatch(mine -> mine.dimension().equals(filter.dimension())))
                .forEach(both::add);
        boolean contradict = one.cause().stream()
                .anyMatch(filter -> other.filters.stream()
                        .anyMatch(mine -> mine.dimension().equals(filter.dimension()) && !mine.equals(filter)));
        // where the part is off by more than the whole, something else went the other way, which is told apart
        double part = search.part(both).excess() / search.part(other.filters).excess();
        return !contradict && part >= 1 - MOST_OF_IT && part <= 1 + MOST_OF_IT;
    }
}
