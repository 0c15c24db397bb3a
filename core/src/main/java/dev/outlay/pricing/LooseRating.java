package dev.outlay.pricing;

import dev.outlay.ledger.Charge;
import dev.outlay.ledger.Owner;
import dev.outlay.ledger.Resource;
import dev.outlay.ledger.Usage;
import dev.outlay.units.Money;
import dev.outlay.units.Part;
import dev.outlay.units.Share;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Rates what stands on no node of known price: storage, traffic, and GPUs by their model.
///
/// Those who are on one named device at the same time divide it, at the price of one GPU. What they leave of it is
/// not charged: without a node's row nobody says that more was paid for than was held. Not thread-safe.
final class LooseRating {

    private final Meter meter;
    private final Division division;
    private final Charging charging;
    private final Machines machines;

    LooseRating(Meter meter, Division division, Charging charging, Machines machines) {
        this.meter = meter;
        this.division = division;
        this.charging = charging;
        this.machines = machines;
    }

    /// Adds the charges of claims, each as long as it is held within the span.
    void rate(List<Claim> claims, Span span, List<Charge> charges) {
        Map<String, List<Claim>> devices = new TreeMap<>();
        for (Claim claim : claims) {
            Usage use = claim.usage();
            Span held = claim.held().intersection(span).orElse(null);
            if (held == null) {
                continue;
            }
            if (use.resource() == Resource.GPU && Occupancy.isOnDevice(use)) {
                String device = use.place().provider() + "/" + use.place().cluster() + "/"
                        + use.place().node() + "/" + use.device();
                devices.computeIfAbsent(device, _ -> new ArrayList<>()).add(new Claim(use, held));
            } else {
                rate(use, null, held, charges);
            }
        }
        devices.forEach((device, sharers) -> rateDevice(device, sharers, charges));
    }

    /// Adds the charges of one use by its own price; what it costs in all, null where some of it has no price or
    /// another currency than the rest.
    @Nullable
    Money rate(Usage use, @Nullable Usage node, Span held, List<Charge> charges) {
        Money paid = null;
        boolean priced = true;
        for (Meter.Piece piece : meter.pieces(use, node, held)) {
            BigDecimal gpuSeconds = use.resource() == Resource.GPU
                    ? division.gpusHeld(use).multiply(piece.span().seconds())
                    : null;
            charges.add(charging.charge(
                    use.origin().id(),
                    use,
                    piece.span(),
                    piece.costs(),
                    false,
                    gpuSeconds,
                    charging.energy(use, piece.span(), gpuSeconds),
                    piece.ratedBy(),
                    null));
            Money cost = piece.cost();
            priced &= cost != null && (paid == null || paid.currency().equals(cost.currency()));
            if (priced && cost != null) {
                paid = paid == null ? cost : paid.plus(cost);
            }
        }
        return priced ? paid : null;
    }

    private void rateDevice(String device, List<Claim> claims, List<Charge> charges) {
        List<Claim> coming = claims.stream()
                .sorted(Comparator.comparing((Claim claim) -> claim.held().from())
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
        List<Claim> stretch = new ArrayList<>();
        Span held = coming.getFirst().held();
        for (Claim claim : coming) {
            if (claim.held().from().isAfter(held.to())) {
                rateStretch(device, stretch, held, charges);
                stretch.clear();
                held = claim.held();
            }
            stretch.add(claim);
            held = claim.held().to().isAfter(held.to())
                    ? new Span(held.from(), claim.held().to())
                    : held;
        }
        rateStretch(device, stretch, held, charges);
    }

    /// Those on one device may be of several urgencies, and each then pays its part at its own price.
    private void rateStretch(String device, List<Claim> claims, Span held, List<Charge> charges) {
        Map<String, List<Claim>> urgencies = new TreeMap<>();
        for (Claim claim : claims) {
            String priority = meter.priority(claim.usage());
            urgencies
                    .computeIfAbsent(priority == null ? "" : priority, _ -> new ArrayList<>())
                    .add(claim);
        }
        if (urgencies.size() == 1) {
            rateStretch(device, claims, claims, held, charges);
            return;
        }
        urgencies.forEach((urgency, paying) -> rateStretch(device + "/" + urgency, claims, paying, held, charges));
    }

    private void rateStretch(String device, List<Claim> claims, List<Claim> paying, Span held, List<Charge> charges) {
        Set<Claim> payers = Set.copyOf(paying);
        Usage whole = whole(paying.getFirst().usage(), held);
        for (Meter.Hourly hourly : meter.hourly(whole, held)) {
            var pool =
                    new Pool(whole.device(), Part.first(BigDecimal.ONE, hourly.whole()), BigDecimal.ONE, division::of);
            List<Claim> divided = new ArrayList<>();
            for (Claim claim : claims) {
                claim.held().intersection(hourly.span()).ifPresent(part -> {
                    var present = new Claim(claim.usage(), part);
                    pool.add(present);
                    if (payers.contains(claim)) {
                        divided.add(present);
                    }
                });
            }
            pool.divide(hourly.price(), hourly.count());
            var sharing = new Sharers(charging, hourly, "device/" + device, whole);
            sharing.used(divided);
            charges.addAll(sharing.charges());
        }
    }

    /// The whole of the device that a use is on, at the urgency of the use.
    private Usage whole(Usage use, Span held) {
        return new Usage(
                use.origin(),
                held,
                use.place(),
                Owner.UNKNOWN,
                Resource.GPU,
                use.instanceType(),
                use.capacityType(),
                machines.gpuModel(use),
                use.device(),
                use.sharing(),
                Share.WHOLE,
                null,
                BigDecimal.ONE,
                null,
                null,
                meter.priority(use) == null ? Map.of() : use.tags());
    }
}
