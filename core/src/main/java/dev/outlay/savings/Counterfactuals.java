package dev.outlay.savings;

import dev.outlay.catalog.Catalog;
import dev.outlay.ledger.Charge;
import dev.outlay.ledger.Filter;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.ledger.Price;
import dev.outlay.ledger.Usage;
import dev.outlay.pricing.Fleet;
import dev.outlay.pricing.Rating;
import dev.outlay.units.Money;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What was saved over a span: each day's usage is rated once more, otherwise than it was bought.
///
/// Prices are those of the ledger and the catalog as of the instant of the use. One day of usage is held in memory
/// at a time. The same ledger gives the same savings. Not thread-safe.
///
/// Example: `new Counterfactuals(ledger, catalog).over(span, List.of()).currencies()`.
public final class Counterfactuals {

    private final LedgerReader ledger;
    private final OnDemand onDemand;
    private final FleetCosts fleets;
    private final Sums sums = new Sums();
    private final Map<String, BigDecimal> costs = new TreeMap<>();

    public Counterfactuals(LedgerReader ledger, Catalog catalog) {
        this.ledger = ledger;
        try (Stream<Price> prices = ledger.facts(Price.class, Span.EVER)) {
            this.onDemand = new OnDemand(catalog, prices.toList());
        }
        this.fleets = new FleetCosts(catalog);
    }

    /// The savings on the charges whose period starts in a span and which pass every filter. With filters there is
    /// no line of autoscaling: a fleet is not scaled by team or project.
    public Savings over(Span span, List<Filter> filters) {
        LocalDate first = null;
        LocalDate last = null;
        List<Span> days = GpuTime.days(ledger, span, filters);
        if (!days.isEmpty()) {
            Span whole = new Span(days.getFirst().from(), days.getLast().to());
            try (DayFeed feed = new DayFeed(ledger, whole, filters)) {
                for (Span day : days) {
                    new Day(day, span.intersection(day).orElseThrow(), feed).compare();
                }
            }
            first = date(days.getFirst());
            last = date(days.getLast());
        }
        if (filters.isEmpty()) {
            fleets.compare(sums);
        } else {
            sums.missed(Step.AUTOSCALING, "a filter is set, and a fleet is not scaled by it");
        }
        List<CurrencySavings> currencies = new ArrayList<>();
        costs.forEach((currency, cost) -> currencies.add(new CurrencySavings(
                new Money(currency, cost),
                Arrays.stream(Step.values())
                        .map(step -> sums.tally(step, currency).saving(step, currency))
                        .toList())));
        return new Savings(currencies, sums.missed(), first, last);
    }

    private static LocalDate date(Span day) {
        return day.from().atOffset(ZoneOffset.UTC).toLocalDate();
    }

    /// One day: its charges, and its usage as it was and as it might have been.
    private final class Day {

        private final Span day;
        private final Span window;
        private final LocalDate date;
        private final List<Usage> usages;
        private final List<Charge> charges;
        private final Map<String, UseOfDay> uses = new HashMap<>();

        Day(Span day, Span window, DayFeed feed) {
            this.day = day;
            this.window = window;
            this.date = date(day);
            this.usages = feed.usages(day);
            this.charges = feed.charges(day);
        }

        void compare() {
            UsageIds ids = UsageIds.of(usages);
            for (Charge charge : charges) {
                String use = ids.of(charge).orElse(null);
                String billed = use == null ? ids.takenBack(charge).orElse(null) : null;
                if (window.contains(charge.at())) {
                    count(charge, use != null || billed != null);
                }
                if (billed != null) {
                    uses.computeIfAbsent(billed, _ -> new UseOfDay()).takenBack(charge);
                }
                if (use != null) {
                    uses.computeIfAbsent(use, _ -> new UseOfDay()).add(charge, window);
                }
            }
            uses.values().removeIf(use -> !use.stands());
            if (!uses.isEmpty()) {
                compareUses();
            }
        }

        private void count(Charge charge, boolean metered) {
            Money effective = charge.costs().effective();
            if (effective != null) {
                costs.merge(effective.currency(), effective.amount(), BigDecimal::add);
            }
            if (!metered && !charge.origin().id().startsWith(Rating.ORIGIN)) {
                BillLines.compare(charge, date, sums);
            }
        }

        private void compareUses() {
            boolean discounted = uses.values().stream().anyMatch(use -> OnDemand.isDiscounted(use.capacityType()));
            Map<String, Priced> otherwise = discounted
                    ? onDemand.rate(usages.stream().map(OnDemand::onDemand).toList(), day, window)
                    : Map.of();
            var shared = new SharedDevices(onDemand, day, sums);
            var rows = new Fleet.Rows(usages);
            for (Usage usage : usages) {
                UseOfDay use = uses.get(usage.origin().id());
                Usage node = rows.of(usage);
                fleets.hold(usage, use, node != null, window);
                if (use == null) {
                    continue;
                }
                Priced listed = listed(use, otherwise.get(usage.origin().id()));
                if (listed.cost() == null) {
                    String flaw = Objects.requireNonNull(listed.flaw());
                    fleets.missed(usage, use, flaw);
                    if (SharedDevices.isShared(usage)) {
                        sums.missed(Step.SHARING, flaw);
                    }
                    continue;
                }
                fleets.paid(usage, use, listed.cost());
                if (SharedDevices.isShared(usage)) {
                    boolean atList = listed.cost().amount().compareTo(use.cost()) != 0;
                    Usage said = node == null ? usage : usage.on(node);
                    List<Usage> machine = machine(node, rows);
                    shared.add(new SharedDevices.Holder(
                            atList ? OnDemand.onDemand(said) : said,
                            atList ? machine.stream().map(OnDemand::onDemand).toList() : machine,
                            listed.cost().currency(),
                            listed.cost().amount()));
                }
            }
            shared.finish();
        }

        private static List<Usage> machine(@Nullable Usage node, Fleet.Rows rows) {
            if (node == null) {
                return List.of();
            }
            List<Usage> machine = new ArrayList<>(rows.hosts(node));
            machine.add(node);
            return machine;
        }

        private static Priced priced(@Nullable Money cost, UseOfDay use, @Nullable String flaw) {
            return cost == null ? Priced.not(String.valueOf(flaw)) : Priced.exactly(cost, use.priceBasis());
        }

        /// What a use cost at on-demand prices; as it was charged where it was bought so, or where there is no
        /// other price to compare with.
        private Priced listed(UseOfDay use, @Nullable Priced otherwise) {
            String flaw = use.flaw();
            Money cost = flaw == null ? new Money(use.currency(), use.cost()) : null;
            if (!OnDemand.isDiscounted(use.capacityType())) {
                return priced(cost, use, flaw);
            }
            Step step = OnDemand.step(use.capacityType());
            if (use.isSuperseded()) {
                // the lines of the bill are compared by their own list cost
                sums.missed(step, "a bill took its place");
                return otherwise != null && otherwise.cost() != null ? otherwise : priced(cost, use, flaw);
            }
            if (cost == null) {
                sums.missed(step, String.valueOf(flaw));
                return Priced.not(String.valueOf(flaw));
            }
            if (otherwise == null || otherwise.cost() == null) {
                sums.missed(step, otherwise == null ? "it was not rated again" : String.valueOf(otherwise.flaw()));
                return Priced.exactly(cost, use.priceBasis());
            }
            if (!otherwise.cost().currency().equals(cost.currency())) {
                sums.missed(
                        step, "its on-demand price is in " + otherwise.cost().currency());
                return Priced.exactly(cost, use.priceBasis());
            }
            Tally tally = sums.tally(step, cost.currency());
            tally.add(date, otherwise.cost().amount(), cost.amount(), otherwise.low(), otherwise.high());
            tally.count(1, otherwise.basis());
            return otherwise;
        }
    }
}
