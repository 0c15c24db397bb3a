package dev.outlay.estimate;

import dev.outlay.catalog.Catalog;
import dev.outlay.catalog.Commitment;
import dev.outlay.catalog.Machine;
import dev.outlay.catalog.Offer;
import dev.outlay.catalog.OfferQuery;
import dev.outlay.catalog.Quote;
import dev.outlay.catalog.Region;
import dev.outlay.energy.EnergyModel;
import dev.outlay.ledger.CapacityType;
import dev.outlay.ledger.RatedBy;
import dev.outlay.pricing.PriceBook;
import dev.outlay.pricing.Rate;
import dev.outlay.pricing.Wanted;
import dev.outlay.units.CallersMistake;
import dev.outlay.units.Decimals;
import dev.outlay.units.Money;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Prices work on offers, at the prices that hold at an instant. Thread-safe.
///
/// A price fact, of the ledger or of the caller's own file, wins over the catalog's list price. Nothing is guessed:
/// a missing price is a line that says so.
public final class Estimator {

    private final Catalog catalog;
    private final PriceBook book;
    private final Instant now;
    private final EnergyModel energy;
    private final DataLines data;
    private final @Nullable CardPricing card;

    public Estimator(Catalog catalog, PriceBook book, Instant now) {
        this(catalog, book, now, null);
    }

    /// `card` prices compute in place of the book alone; null without rate cards.
    public Estimator(Catalog catalog, PriceBook book, Instant now, @Nullable CardPricing card) {
        this.card = card;
        this.catalog = catalog;
        this.book = book;
        this.now = now;
        this.energy = new EnergyModel(catalog);
        this.data = new DataLines(catalog);
    }

    /// Whether prices beside the catalog's are in use.
    public boolean statesPrices() {
        return book.statesPrices() || card != null;
    }

    /// What is to be told of work on spot capacity by the rate card; empty without one.
    public Optional<String> interruptions(Work work) {
        return card == null || work.capacityType() != CapacityType.SPOT ? Optional.empty() : card.interruptions(work);
    }

    /// The work on an instance type in a region; a null region takes the one where it is cheapest.
    ///
    /// Throws [CallersMistake] with near names where the provider, the type or the region is not known.
    public Estimate estimate(String provider, String instanceType, @Nullable String region, Work work) {
        String name = catalog.provider(provider).map(known -> known.id()).orElse(provider);
        List<Offer> offers =
                region == null ? catalog.find(name, instanceType) : catalog.find(name, instanceType, region);
        Optional<Offer> cheapest = offers.stream()
                .min(Comparator.comparing(
                        offer -> compared(offer, work).orElse(null), Comparator.nullsLast(Comparator.naturalOrder())));
        return cheapest.map(offer -> estimate(offer, work))
                .orElseGet(() -> estimateUnlisted(name, instanceType, region, work));
    }

    /// The work on an offer of the catalog.
    public Estimate estimate(Offer offer, Work work) {
        Machine machine = offer.machine();
        List<Estimate.Way> ways = new ArrayList<>();
        ways.add(way(offer, CapacityType.ON_DEMAND, work));
        ways.add(way(offer, CapacityType.SPOT, work));
        offer.commitments().forEach(commitment -> ways.add(committed(machine, commitment, work)));
        stated(offer, CapacityType.RESERVED)
                .ifPresent(rate ->
                        ways.add(new Estimate.Way(CapacityType.RESERVED, "as stated", compute(machine, rate, work))));
        return estimate(machine, offer, offer.region(), lines(offer, work), ways, work);
    }

    /// The work on every offer that a query finds, cheapest first; those whose cost is not known whole are left
    /// out.
    public Ranking compare(OfferQuery query, Work work, @Nullable Money maximum, int limit) {
        record Priced(Offer offer, Money total) {}
        List<Offer> offers = catalog.query(query);
        List<Priced> priced = offers.stream()
                .flatMap(offer -> Estimate.total(lines(offer, work)).map(total -> new Priced(offer, total)).stream())
                .toList();
        if (card != null
                && priced.stream()
                                .map(each -> each.total().currency())
                                .distinct()
                                .count()
                        > 1) {
            throw new CallersMistake("the rate card is in another currency than the other prices, so offers cannot be"
                    + " ranked: compare without the card, or choose offers that it prices");
        }
        List<Priced> affordable = priced.stream()
                .filter(each -> maximum == null || each.total().compareTo(maximum) <= 0)
                .sorted(Comparator.comparing(each -> each.total().amount()))
                .toList();
        return new Ranking(
                affordable.stream()
                        .limit(limit)
                        .map(each -> estimate(each.offer(), work))
                        .toList(),
                affordable.size(),
                priced.size() - affordable.size(),
                offers.size() - priced.size(),
                priced.stream()
                        .map(Priced::total)
                        .min(Comparator.comparing(Money::amount))
                        .orElse(null));
    }

    /// Offers ranked by cost: the first of them, how many there are, how many cost more than the maximum, how many
    /// have no known cost, and the lowest cost of all, null where none is known.
    public record Ranking(
            List<Estimate> estimates,
            int found,
            int tooExpensive,
            int unpriced,
            @Nullable Money lowest) {

        public Ranking {
            estimates = List.copyOf(estimates);
        }
    }

    /// What an offer costs per hour bought in a way, as a price fact states it or the catalog lists it.
    public Optional<Money> perHour(Offer offer, CapacityType type) {
        return rate(offer, type).flatMap(rate -> rate.perMachineHour(offer.machine()));
    }

    private Optional<Money> compared(Offer offer, Work work) {
        return card == null
                ? perHour(offer, work.capacityType())
                : Optional.ofNullable(compute(offer, work).cost());
    }

    /// What so many machines cost over a span at the prices that hold in each part of it; empty where a part has
    /// none, or where it is priced in another currency than the part before.
    public Optional<Money> over(Offer offer, CapacityType type, BigDecimal machines, Span span) {
        Machine machine = offer.machine();
        Money sum = null;
        for (PriceBook.Segment segment : book.over(span, wanted(offer, machine.instanceType(), type))) {
            Optional<Money> perHour = Optional.ofNullable(segment.rate()).flatMap(rate -> rate.perMachineHour(machine));
            if (perHour.isEmpty()
                    || (sum != null && !sum.currency().equals(perHour.get().currency()))) {
                return Optional.empty();
            }
            Money part = perHour.get().times(segment.span().hours().multiply(machines));
            sum = sum == null ? part : sum.plus(part);
        }
        return Optional.ofNullable(sum);
    }

    private Optional<Rate> rate(Offer offer, CapacityType type) {
        return stated(offer, type).or(() -> PriceBook.listed(offer, type));
    }

    private Optional<Rate> stated(Offer offer, CapacityType type) {
        Machine machine = offer.machine();
        Optional<Rate> byType = book.stated(now, wanted(offer, machine.instanceType(), type));
        return byType.isPresent() || machine.gpuModel() == null
                ? byType
                : book.stated(now, wanted(offer, machine.gpuModel(), type)).map(Rate::perGpu);
    }

    private static Wanted wanted(Offer offer, String sku, CapacityType type) {
        return new Wanted(offer.provider(), sku, offer.region(), null, type);
    }

    private List<Line> lines(Offer offer, Work work) {
        return lines(offer.machine(), offer.region(), compute(offer, work), work);
    }

    private List<Line> lines(Machine machine, String region, Line compute, Work work) {
        List<Line> lines = new ArrayList<>();
        lines.add(compute);
        if (work.storageGib().signum() > 0) {
            lines.add(data.storage(machine.provider(), region, work));
        }
        if (work.egressGib().signum() > 0) {
            lines.add(data.egress(machine.provider(), region, work));
        }
        return lines;
    }

    private Line compute(Offer offer, Work work) {
        if (card != null) {
            return card.compute(offer.machine(), offer.region(), work, reckoning(work));
        }
        return rate(offer, work.capacityType())
                .map(rate -> compute(offer.machine(), rate, work))
                .orElseGet(() -> Line.missing(
                        "compute",
                        reckoning(work),
                        "no " + work.capacityType().text() + " price of " + offer.instanceType() + " of "
                                + offer.provider() + " is known in " + offer.region()));
    }

    private static Line compute(Machine machine, Rate rate, Work work) {
        RatedBy basis = rate.basis();
        return rate.perMachineHour(machine)
                .map(perHour -> new Line(
                        "compute",
                        reckoning(work) + " at " + perHour + " per hour",
                        perHour.times(work.machineHours()),
                        basis.date(),
                        basis.source(),
                        rate.confidence(),
                        null))
                .orElseGet(() -> Line.missing(
                        "compute",
                        reckoning(work),
                        "a price per " + rate.price().unit().text() + " cannot price " + machine.instanceType()));
    }

    private Estimate.Way way(Offer offer, CapacityType type, Work work) {
        return new Estimate.Way(type, type.text(), compute(offer, work.as(type)));
    }

    private static Estimate.Way committed(Machine machine, Commitment commitment, Work work) {
        Quote quote = commitment.quote();
        var basis = new RatedBy(
                "catalog/" + machine.provider() + "/commitment",
                quote.basis().date() == null ? "no date" : quote.basis().date().text(),
                quote.basis().source(),
                quote.basis().kind());
        return new Estimate.Way(
                CapacityType.RESERVED,
                commitment.termYears() + " year " + commitment.plan() + ", " + commitment.payment(),
                compute(
                        machine,
                        new Rate(
                                quote.price(), basis, quote.basis().confidence().text()),
                        work));
    }

    /// A machine that only a price fact knows: its compute has a price, its parts and so its energy are not known.
    private Estimate estimateUnlisted(String provider, String instanceType, @Nullable String region, Work work) {
        String place = region == null ? Region.ANYWHERE : region;
        var machine = new Machine(provider, instanceType, null, null, null, null, null);
        Line compute = book.stated(now, new Wanted(provider, instanceType, region, null, work.capacityType()))
                .map(rate -> compute(machine, rate, work))
                .orElseThrow(() -> unknown(provider, instanceType, region));
        return estimate(
                machine,
                null,
                place,
                lines(machine, place, compute, work),
                List.of(new Estimate.Way(
                        work.capacityType(), work.capacityType().text(), compute)),
                work);
    }

    private Estimate estimate(
            Machine machine,
            @Nullable Offer offer,
            String region,
            List<Line> lines,
            List<Estimate.Way> ways,
            Work work) {
        return new Estimate(
                machine,
                region,
                offer == null ? null : offer.tier().text(),
                offer == null ? null : offer.notes(),
                work,
                lines,
                ways,
                energy.estimate(machine, region, work.machines(), work.hours(), work.load()));
    }

    private CallersMistake unknown(String provider, String instanceType, @Nullable String region) {
        if (catalog.provider(provider).isEmpty()) {
            return new CallersMistake("no provider is called '" + provider + "' in the catalog"
                    + nearest(catalog.nearestProviders(provider))
                    + ". See outlay prices list, or bring prices of your own"
                    + " with --prices FILE");
        }
        List<Offer> elsewhere = catalog.find(provider, instanceType);
        if (elsewhere.isEmpty()) {
            return new CallersMistake("no instance type of " + provider + " is called '" + instanceType
                    + "' in the catalog" + nearest(catalog.nearestInstanceTypes(provider, instanceType))
                    + ". See outlay prices list --provider " + provider);
        }
        return new CallersMistake(
                provider + " has no offer of " + elsewhere.getFirst().instanceType() + " in '" + region
                        + "'; it is offered in "
                        + String.join(
                                ", ",
                                elsewhere.stream()
                                        .map(Offer::region)
                                        .distinct()
                                        .sorted()
                                        .toList())
                        + ". Leave --region out for the cheapest of them");
    }

    private static String nearest(List<String> names) {
        return names.isEmpty() ? "" : "; nearest: " + String.join(", ", names);
    }

    private static String reckoning(Work work) {
        return Decimals.text(work.machines()) + " x " + Decimals.text(work.hours()) + " h "
                + work.capacityType().text();
    }
}
