package dev.outlay.recommend;

import dev.outlay.catalog.Capacity;
import dev.outlay.catalog.Machine;
import dev.outlay.catalog.OfferQuery;
import dev.outlay.catalog.UnknownNameException;
import dev.outlay.ledger.CapacityType;
import dev.outlay.ledger.RatedBy;
import dev.outlay.pricing.Rate;
import dev.outlay.pricing.Wanted;
import dev.outlay.units.Money;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What else could be bought where something runs, at prices that hold now. Not thread-safe.
final class Alternatives {

    /// A machine and what it costs per hour as a whole, with what the price rests on; `highest` is the most that
    /// any known price of the same machine there says.
    record Priced(Machine machine, Money perHour, Money highest, RatedBy basis) {

        /// How many times the price the highest is, 1 at least.
        BigDecimal spread() {
            return perHour.isZero() ? BigDecimal.ONE : Gpus.ratio(highest.amount(), perHour.amount());
        }

        /// What one of its GPUs costs; empty where their number is not known.
        Optional<Money> perGpuHour() {
            return Optional.ofNullable(machine.gpuCount()).map(perHour::dividedBy);
        }
    }

    private final Inquiry inquiry;
    private final Map<List<String>, List<Priced>> known = new HashMap<>();

    Alternatives(Inquiry inquiry) {
        this.inquiry = inquiry;
    }

    /// The machines of a provider in a region that a condition keeps, the cheapest first; none where the place or
    /// the way of buying is not known, and none of those without a price.
    List<Priced> of(
            @Nullable String provider,
            @Nullable String region,
            @Nullable CapacityType type,
            Predicate<Machine> condition) {
        Optional<Capacity> capacity = capacity(type);
        if (provider == null || region == null || capacity.isEmpty()) {
            return List.of();
        }
        CapacityType bought = type == null ? CapacityType.ON_DEMAND : type;
        return known
                .computeIfAbsent(
                        List.of(provider, region, bought.text()), _ -> all(provider, region, bought, capacity.get()))
                .stream()
                .filter(priced -> condition.test(priced.machine()))
                .toList();
    }

    /// What a machine of a type costs there; empty where no price is known.
    Optional<Priced> current(
            @Nullable String provider, @Nullable String region, @Nullable CapacityType type, String instanceType) {
        return of(provider, region, type, machine -> machine.instanceType().equalsIgnoreCase(instanceType)).stream()
                .findFirst();
    }

    private List<Priced> all(String provider, String region, CapacityType type, Capacity capacity) {
        try {
            Set<String> met = new HashSet<>();
            return inquiry
                    .catalog()
                    .query(OfferQuery.all()
                            .providers(Set.of(provider))
                            .region(region)
                            .capacity(capacity))
                    .stream()
                    .filter(offer -> met.add(offer.instanceType()))
                    .map(offer ->
                            priced(offer.machine(), new Wanted(provider, offer.instanceType(), region, null, type)))
                    .filter(Objects::nonNull)
                    .sorted(Comparator.comparing(
                                    (Priced priced) -> priced.perHour().currency())
                            .thenComparing(priced -> priced.perHour().amount())
                            .thenComparing(priced -> priced.machine().instanceType()))
                    .toList();
        } catch (UnknownNameException e) {
            return List.of(); // a cloud or region of one's own has no other machines in the catalog
        }
    }

    private @Nullable Priced priced(Machine machine, Wanted wanted) {
        Optional<Rate> rate = inquiry.prices().at(inquiry.now(), wanted);
        return rate.flatMap(known -> known.perMachineHour(machine)
                        .map(perHour -> new Priced(machine, perHour, highest(machine, wanted, perHour), known.basis())))
                .orElse(null);
    }

    private Money highest(Machine machine, Wanted wanted, Money perHour) {
        return inquiry.prices().known(inquiry.now(), wanted).stream()
                .flatMap(rate -> rate.perMachineHour(machine).stream())
                .filter(price -> price.currency().equals(perHour.currency()))
                .reduce(perHour, (one, other) -> one.compareTo(other) >= 0 ? one : other);
    }

    private static Optional<Capacity> capacity(@Nullable CapacityType type) {
        return switch (type == null ? CapacityType.ON_DEMAND : type) {
            case ON_DEMAND -> Optional.of(Capacity.ON_DEMAND);
            case SPOT -> Optional.of(Capacity.SPOT);
            case RESERVED -> Optional.of(Capacity.RESERVED);
            case OWNED -> Optional.empty();
        };
    }
}
