package dev.outlay.pricing;

import dev.outlay.ledger.CapacityType;
import dev.outlay.ledger.Costs;
import dev.outlay.ledger.RatedBy;
import dev.outlay.ledger.Resource;
import dev.outlay.ledger.Usage;
import dev.outlay.units.Money;
import dev.outlay.units.PricingUnit;
import dev.outlay.units.Span;
import dev.outlay.units.UnitPrice;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The money of a use over a part of its span: which price applies, and to how much of what it buys. Not
/// thread-safe.
final class Meter {

    /// A part of a use's span with its cost and the price that rated it; both null where there is no price.
    record Piece(Span span, @Nullable Money cost, @Nullable RatedBy ratedBy) {

        Costs costs() {
            return cost == null ? Costs.UNPRICED : Costs.of(cost);
        }
    }

    private final Prices prices;
    private final Machines machines;
    private final Division division;

    Meter(Prices prices, Machines machines, Division division) {
        this.prices = prices;
        this.machines = machines;
        this.division = division;
    }

    /// The pieces of a use within a span, one for each price that held. `node` is the row of the machine it is on,
    /// null where there is none.
    List<Piece> pieces(Usage usage, @Nullable Usage node, Span span) {
        List<Piece> pieces = new ArrayList<>();
        for (Span part : usage.span().intersection(span).stream().toList()) {
            String sku = sku(usage, part);
            // an hour of a GPU model is an hour of one GPU, not of a machine
            boolean perGpu = isOnGpus(usage) && !sku.equals(usage.instanceType());
            for (PriceBook.Segment segment : prices.over(part, wanted(usage, sku), usage)) {
                pieces.add(piece(usage, node, segment, perGpu));
            }
        }
        return pieces;
    }

    /// A part of a span with the hourly price that holds in it, of `count` of which the thing is one of `whole`;
    /// the price is null where there is none.
    record Hourly(
            Span span,
            @Nullable UnitPrice price,
            BigDecimal count,
            BigDecimal whole,
            @Nullable RatedBy ratedBy) {}

    /// The hourly prices of a node, or of one whole GPU that stands on no known node, within a span.
    List<Hourly> hourly(Usage usage, Span span) {
        String sku = sku(usage, span);
        boolean perGpu = !sku.equals(usage.instanceType());
        List<Hourly> stretches = new ArrayList<>();
        for (PriceBook.Segment segment : prices.over(span, wanted(usage, sku), usage)) {
            Rate rate = segment.rate();
            stretches.add(
                    rate == null
                            ? unpriced(segment.span())
                            : hourly(usage, segment.span(), (perGpu ? rate.perGpu() : rate).price(), rate));
        }
        return stretches;
    }

    private Hourly hourly(Usage usage, Span span, UnitPrice price, Rate rate) {
        boolean node = usage.resource() == Resource.NODE;
        BigDecimal one = BigDecimal.ONE;
        Optional<BigDecimal> count = switch (price.unit()) {
            case HOUR -> Optional.of(node ? machines.count(usage) : one);
            case GPU_HOUR -> node ? machines.gpusPerNode(usage) : Optional.of(one);
            case VCPU_HOUR, GIB_HOUR, GIB_MONTH, GIB -> Optional.empty();
        };
        Optional<BigDecimal> whole =
                node || price.unit() == PricingUnit.GPU_HOUR ? Optional.of(one) : machines.gpusPerMachine(usage, null);
        return count.isEmpty() || whole.isEmpty()
                ? unpriced(span)
                : new Hourly(span, price, count.get(), whole.get(), basis(usage, rate.basis()));
    }

    private static Hourly unpriced(Span span) {
        return new Hourly(span, null, BigDecimal.ONE, BigDecimal.ONE, null);
    }

    /// What somebody states that a vCPU, a GiB of memory or a GPU costs by the hour on a node; empty where nobody
    /// does.
    Optional<BigDecimal> stated(Usage node, String sku, PricingUnit unit, Instant at) {
        return prices.stated(at, wanted(node, sku))
                .map(Rate::price)
                .filter(price -> price.unit() == unit)
                .map(price -> price.price().amount());
    }

    /// The urgency that prices a use, where its price depends on one; null where it does not.
    @Nullable
    String priority(Usage usage) {
        return prices.priority(usage);
    }

    /// The first price by which a use on a node is rated, or weighted beside others, in another currency than the
    /// node's; empty where they have one.
    Optional<UnitPrice> inAnotherCurrency(Usage usage, Usage node, Span span) {
        if (!prices.mixCurrencies()) {
            return Optional.empty();
        }
        for (Hourly hourly : hourly(node, span)) {
            UnitPrice whole = hourly.price();
            if (whole != null) {
                Optional<UnitPrice> other = own(usage, node, hourly.span())
                        .filter(price ->
                                !price.price().currency().equals(whole.price().currency()))
                        .findFirst();
                if (other.isPresent()) {
                    return other;
                }
            }
        }
        return Optional.empty();
    }

    private Stream<UnitPrice> own(Usage usage, Usage node, Span span) {
        Optional<Rate> weight = prices.stated(span.from(), wanted(node, ownSku(usage)));
        Stream<Rate> rates = prices.over(span, wanted(usage, sku(usage, span)), usage).stream()
                .flatMap(segment -> Stream.ofNullable(segment.rate()));
        return Stream.concat(weight.stream(), rates).map(Rate::price);
    }

    private Piece piece(Usage usage, @Nullable Usage node, PriceBook.Segment segment, boolean perGpu) {
        Rate rate = segment.rate();
        if (rate == null) {
            return new Piece(segment.span(), null, null);
        }
        UnitPrice price = (perGpu ? rate.perGpu() : rate).price();
        Money cost = amount(usage, node, segment.span(), price);
        return new Piece(segment.span(), cost, cost == null ? null : basis(usage, rate.basis()));
    }

    private static boolean isOnGpus(Usage usage) {
        return usage.resource() == Resource.GPU || usage.resource() == Resource.NODE;
    }

    static RatedBy basis(Usage usage, RatedBy basis) {
        return usage.capacityType() != null
                ? basis
                : new RatedBy(
                        basis.priceId(),
                        basis.date(),
                        basis.source(),
                        basis.kind() + ", on-demand because it was not said how it was bought");
    }

    private @Nullable Money amount(Usage usage, @Nullable Usage node, Span span, UnitPrice price) {
        return switch (usage.resource()) {
            case NODE -> nodeAmount(usage, span, price);
            case GPU -> gpuAmount(usage, node, span, price);
            case CPU -> price.unit() == PricingUnit.VCPU_HOUR ? price.over(span, held(usage)) : included(price);
            case MEMORY -> price.unit() == PricingUnit.GIB_HOUR ? price.over(span, held(usage)) : included(price);
            case STORAGE -> storageAmount(usage, span, price);
            case NETWORK ->
                price.unit() == PricingUnit.GIB
                        ? new Money(
                                price.price().currency(),
                                Metering.part(price.times(usage.quantity()).amount(), usage.span(), span))
                        : null;
        };
    }

    private @Nullable Money nodeAmount(Usage node, Span span, UnitPrice price) {
        return switch (price.unit()) {
            case HOUR -> price.over(span, machines.count(node));
            case GPU_HOUR ->
                machines.gpusPerNode(node).map(count -> price.over(span, count)).orElse(null);
            case VCPU_HOUR, GIB_HOUR, GIB_MONTH, GIB -> null;
        };
    }

    private @Nullable Money gpuAmount(Usage usage, @Nullable Usage node, Span span, UnitPrice price) {
        BigDecimal gpus = division.gpusHeld(usage);
        return switch (price.unit()) {
            case GPU_HOUR -> price.over(span, gpus);
            case HOUR ->
                machines.gpusPerMachine(usage, node)
                        .map(count -> price.over(span, gpus, count))
                        .orElse(null);
            case VCPU_HOUR, GIB_HOUR, GIB_MONTH, GIB -> null;
        };
    }

    private static @Nullable Money storageAmount(Usage usage, Span span, UnitPrice price) {
        if (price.unit() == PricingUnit.GIB_HOUR) {
            return price.over(span, held(usage));
        }
        if (price.unit() != PricingUnit.GIB_MONTH) {
            return null;
        }
        // uses are rated within one UTC day, so the calendar month they are a part of is the one they start in
        LocalDate first = span.from().atOffset(ZoneOffset.UTC).toLocalDate().withDayOfMonth(1);
        Span month = new Span(
                first.atStartOfDay(ZoneOffset.UTC).toInstant(),
                first.plusMonths(1).atStartOfDay(ZoneOffset.UTC).toInstant());
        return new Money(
                price.price().currency(), Metering.part(price.times(held(usage)).amount(), month, span));
    }

    /// vCPUs and memory of a machine are paid with the machine: on its GPUs' and its own row.
    private static @Nullable Money included(UnitPrice price) {
        return price.unit() == PricingUnit.HOUR ? Money.zero(price.price().currency()) : null;
    }

    private static BigDecimal held(Usage usage) {
        return usage.quantity().multiply(usage.share().value());
    }

    /// What a use is priced by: its instance type, since a machine's price is what there is to share, or else its
    /// GPU model or the resource's own name (`cpu`, `memory`, `storage`, `network`). A price that somebody stated
    /// comes before a list price of the catalog, so a negotiated price of a GPU model wins over the list price of a
    /// machine.
    String sku(Usage usage, Span part) {
        String own = ownSku(usage);
        String type = switch (usage.resource()) {
            case NODE, GPU, CPU, MEMORY -> usage.instanceType();
            case STORAGE, NETWORK -> null;
        };
        if (type == null) {
            return own;
        }
        Wanted machine = wanted(usage, type);
        boolean ownIsStated = prices.stated(part.from(), wanted(usage, own)).isPresent();
        boolean byMachine = switch (usage.resource()) {
            case NODE, GPU -> prices.stated(part.from(), machine).isPresent() || !ownIsStated;
            // a machine's vCPUs and memory are paid with the machine unless somebody prices them apart
            case CPU, MEMORY, STORAGE, NETWORK -> !ownIsStated;
        };
        return byMachine && prices.at(part.from(), machine).isPresent() ? type : own;
    }

    private String ownSku(Usage usage) {
        return switch (usage.resource()) {
            case NODE, GPU -> Optional.ofNullable(machines.gpuModel(usage)).orElse("gpu");
            case CPU, MEMORY, STORAGE, NETWORK -> usage.resource().text();
        };
    }

    // where it was not said how a use was bought, its public on-demand price is what FOCUS calls list cost
    static Wanted wanted(Usage usage, String sku) {
        return new Wanted(
                Optional.ofNullable(usage.place().provider()).orElse(PriceBook.ANY_PROVIDER),
                sku,
                usage.place().region(),
                usage.place().zone(),
                Optional.ofNullable(usage.capacityType()).orElse(CapacityType.ON_DEMAND));
    }
}
