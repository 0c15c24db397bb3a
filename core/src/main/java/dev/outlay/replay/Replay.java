package dev.outlay.replay;

import dev.outlay.catalog.Catalog;
import dev.outlay.ledger.CapacityType;
import dev.outlay.ledger.Charge;
import dev.outlay.ledger.Costs;
import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Filter;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.ledger.OwnerRules;
import dev.outlay.ledger.Price;
import dev.outlay.ledger.Usage;
import dev.outlay.pricing.Fleet;
import dev.outlay.pricing.PriceBook;
import dev.outlay.pricing.RateCards;
import dev.outlay.pricing.Rater;
import dev.outlay.pricing.Rating;
import dev.outlay.savings.DayFeed;
import dev.outlay.savings.GpuTime;
import dev.outlay.savings.UsageIds;
import dev.outlay.units.Money;
import dev.outlay.units.Span;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The same usage under other policies, rated by the engine that rated it, at the prices and rate cards of now.
///
/// Each day's usage is changed as the policies say and rated once more; what bills say stands beside it. So the
/// replay of what was done gives what the ledger says, to the last digit where the ledger was rated at the prices
/// it holds. One day of usage, and what the policies look at around it, is held in memory at a time. The same
/// ledger gives the same answer. Not thread-safe.
///
/// Example: `new Replay(ledger, OwnerRules.NONE, catalog, cards).of(Policy.all("spot"), span, List.of())`.
public final class Replay {

    private final LedgerReader ledger;
    private final OwnerRules owners;
    private final Catalog catalog;
    private final RateCards cards;
    private final PriceBook book;

    /// A ledger seen through owner rules, and those rules, which what is rated anew is seen through too.
    public Replay(LedgerReader ledger, OwnerRules owners, Catalog catalog, RateCards cards) {
        this.ledger = ledger;
        this.owners = owners;
        this.catalog = catalog;
        this.cards = cards;
        try (Stream<Price> prices = ledger.facts(Price.class, Span.EVER)) {
            this.book = new PriceBook(catalog, prices.toList());
        }
    }

    /// The charges whose period starts in a span and which pass every filter, and what they would have been; one
    /// answer for each currency, in its order; none where nothing was charged.
    public List<Replayed> of(List<Policy> policies, Span span, List<Filter> filters) {
        return by(policies, span, filters, _ -> "").values().stream()
                .flatMap(List::stream)
                .toList();
    }

    /// The same for the charges of each key apart, in the order of keys; those without a key (null) are left out.
    /// Each answer counts what changed of its own charges, and why others did not of all.
    public SortedMap<String, List<Replayed>> by(
            List<Policy> policies, Span span, List<Filter> filters, Function<Charge, @Nullable String> key) {
        List<Span> charged = GpuTime.days(ledger, span, filters);
        if (charged.isEmpty()) {
            return new TreeMap<>();
        }
        var whole = new Span(charged.getFirst().from(), charged.getLast().to());
        return new Course(policies, span.intersection(whole).orElse(whole), filters, key).over(whole);
    }

    /// One replay from its first to its last day.
    private final class Course {

        private final List<Policy> policies;
        private final Span asked;
        private final List<Filter> filters;
        private final Duration around;
        private final Rater rater;
        private final Replaying.Setting setting;
        private final Interrupted interrupted;
        private final boolean toSpot;
        private final boolean toList;
        private final Function<Charge, @Nullable String> key;
        private final SortedMap<String, Costing> costings = new TreeMap<>();
        private final SortedMap<String, Long> kept = new TreeMap<>();

        Course(List<Policy> policies, Span asked, List<Filter> filters, Function<Charge, @Nullable String> key) {
            this.key = key;
            this.policies = policies;
            this.asked = asked;
            this.filters = filters;
            this.around = policies.stream().map(Policy::around).reduce(Duration.ZERO, Duration::plus);
            RateCards held = cards;
            for (Policy policy : policies) {
                held = policy.cards(held);
            }
            this.rater = Rater.of(catalog, book, held);
            this.setting = new Replaying.Setting(catalog, new Fleet(catalog), held, Rater.of(catalog, book, held));
            this.interrupted = new Interrupted(catalog, held);
            this.toSpot = policies.contains(new Bought(CapacityType.SPOT));
            this.toList = policies.contains(new Bought(CapacityType.ON_DEMAND));
        }

        private @Nullable Costing costing(Charge charge) {
            String of = key.apply(charge);
            return of == null ? null : costings.computeIfAbsent(of, _ -> new Costing(policies, kept));
        }

        SortedMap<String, List<Replayed>> over(Span whole) {
            Span reach = rater.reach(whole);
            var seen = new Span(reach.from().minus(around), reach.to().plus(around));
            try (DayFeed feed = new DayFeed(ledger, seen, filters)) {
                for (Span day = Span.dayOf(reach.from()); day.from().isBefore(reach.to()); day = Span.dayOf(day.to())) {
                    List<Usage> usages = feed.usages(
                            new Span(day.from().minus(around), day.to().plus(around)));
                    replay(day, usages, feed.charges(day));
                }
            }
            LocalDate last = date(Span.dayOf(whole.to().minusNanos(1_000)));
            SortedMap<String, List<Replayed>> answers = new TreeMap<>();
            costings.forEach((of, costing) -> answers.put(of, costing.answers(date(whole), last)));
            return answers;
        }

        private void replay(Span day, List<Usage> usages, List<Charge> charges) {
            UsageIds ids = UsageIds.of(usages);
            Set<String> billed = new HashSet<>();
            charges.forEach(charge -> ids.takenBack(charge).ifPresent(billed::add));
            for (Charge charge : charges) {
                if (asked.contains(charge.at())) {
                    standing(charge, ids.of(charge).map(billed::contains).orElse(false), date(day));
                }
            }
            var replaying = new Replaying(setting, day, asked, billed, kept);
            List<Usage> otherwise = new ArrayList<>();
            Map<String, String> originals = new HashMap<>();
            for (Usage usage : replaying.under(policies, here(usages))) {
                if (usage.span().intersection(day).isPresent()) {
                    otherwise.add(usage);
                    originals.put(usage.origin().id(), replaying.idOf(usage));
                }
            }
            UsageIds changed = UsageIds.of(otherwise);
            for (Charge charge : rater.rate(otherwise, day).charges()) {
                if (!asked.contains(charge.at()) || !passes(charge)) {
                    continue;
                }
                String id = changed.of(charge).map(originals::get).orElse(null);
                if (id == null || !billed.contains(id)) {
                    rated(charge, id != null && replaying.hasChanged(id) ? id : null, date(day));
                }
            }
            // what is gone for the whole day has no charge any more by which it could be counted
            charges.stream()
                    .filter(charge -> asked.contains(charge.at()))
                    .forEach(charge -> ids.of(charge)
                            .filter(replaying::hasChanged)
                            .ifPresent(id -> count(owners.apply(charge), id, date(day))));
        }

        /// The usages that the filters can keep. What is at another provider is rated apart, unless a card's
        /// commitments and tiers tie all together.
        private List<Usage> here(List<Usage> usages) {
            Set<@Nullable String> providers = filters.stream()
                    .filter(filter -> filter.dimension() == Dimension.Named.PROVIDER)
                    .map(Filter::values)
                    .findFirst()
                    .orElse(null);
            return providers == null || !setting.cards().isEmpty()
                    ? usages
                    : usages.stream()
                            .filter(usage -> providers.contains(usage.place().provider()))
                            .toList();
        }

        private void count(Charge charge, String id, LocalDate date) {
            Costing costing = costing(charge);
            if (costing != null) {
                costing.changed(id, date);
            }
        }

        private boolean passes(Charge charge) {
            Charge seen = owners.apply(charge);
            return filters.stream().allMatch(filter -> filter.keeps(seen));
        }

        /// What the ledger says; it stands under the policies too where it is no use that is rated anew.
        private void standing(Charge charge, boolean superseded, LocalDate date) {
            Money cost = charge.costs().effective();
            Costing costing = costing(charge);
            if (cost == null || costing == null) {
                return;
            }
            boolean rated = charge.origin().id().startsWith(Rating.ORIGIN);
            costing.actual(cost, date);
            if (rated && !superseded) {
                return;
            }
            Money list = toList && !rated && isUsage(charge) ? charge.costs().list() : null;
            costing.stands(list == null ? cost : list, date);
        }

        private static boolean isUsage(Charge charge) {
            return charge.terms().chargeCategory() == null
                    || charge.terms().chargeCategory().equalsIgnoreCase("Usage");
        }

        private void rated(Charge charge, @Nullable String changed, LocalDate date) {
            Money cost = charge.costs().effective();
            Costing costing = costing(owners.apply(charge));
            if (costing == null) {
                return;
            }
            if (cost == null || cost.currency().equals(Costs.NO_CURRENCY)) {
                costing.unpriced();
                return;
            }
            costing.rated(cost, date, changed == null ? null : charge.ratedBy());
            if (changed != null) {
                costing.changed(changed, date);
            }
            if (toSpot && changed != null && !charge.use().idle()) {
                costing.interruptions(cost, interrupted.of(charge), date);
            }
        }

        private static LocalDate date(Span day) {
            return day.from().atOffset(ZoneOffset.UTC).toLocalDate();
        }
    }
}
