package dev.outlay.pricing;

import dev.outlay.ledger.AllocatedFrom;
import dev.outlay.ledger.Charge;
import dev.outlay.ledger.Costs;
import dev.outlay.ledger.Resource;
import dev.outlay.ledger.Usage;
import dev.outlay.units.Money;
import dev.outlay.units.Share;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The charges of all who share one node or device over a stretch with one price, and of what they leave.
///
/// Each says which ratio of the whole it is; the ratios sum to 1, the last charge takes what rounding left. Not
/// thread-safe.
final class Sharers {

    private final Charging charging;
    private final Meter.Hourly hourly;
    private final String id;
    private final Usage whole;
    private final List<Draft> drafts = new ArrayList<>();

    /// `id` names the whole that is shared, `whole` is the use of all of it.
    Sharers(Charging charging, Meter.Hourly hourly, String id, Usage whole) {
        this.charging = charging;
        this.hourly = hourly;
        this.id = id;
        this.whole = whole;
    }

    private record Draft(
            Charge charge,
            BigDecimal cost,
            BigDecimal gpuSeconds,
            @Nullable String method) {}

    /// Adds the charges of a pool's claims.
    void used(Pool pool) {
        used(pool.claims());
    }

    /// Adds the charges of claims that a pool was divided among.
    void used(List<Claim> claims) {
        for (Claim claim : claims) {
            Usage use = claim.usage();
            Method method = claim.method();
            BigDecimal gpuSeconds = use.resource() == Resource.GPU ? claim.gpuSeconds() : null;
            drafts.add(new Draft(
                    charging.charge(
                            use.origin().id(),
                            use,
                            claim.held(),
                            costs(claim.cost()),
                            false,
                            gpuSeconds,
                            charging.energy(use, claim.held(), gpuSeconds),
                            hourly.ratedBy(),
                            null),
                    claim.cost(),
                    claim.gpuSeconds(),
                    method == null ? null : method.text()));
        }
    }

    /// Adds what a pool's claims leave of it, if anything.
    void idle(Pool pool, String idleId) {
        BigDecimal cost =
                hourly.price() == null ? BigDecimal.ZERO : pool.cost(hourly.price(), hourly.count(), hourly.span());
        BigDecimal gpuSeconds = pool.gpuSeconds(hourly.span());
        for (Claim claim : pool.claims()) {
            cost = cost.subtract(claim.cost());
            gpuSeconds = gpuSeconds.subtract(claim.gpuSeconds());
        }
        if (cost.signum() != 0 || gpuSeconds.signum() != 0) {
            idle(idleId, whole.ofDevice(pool.device), cost, gpuSeconds, Charging.Energy.UNKNOWN);
        }
    }

    /// Adds a charge for what nobody held; `gpuSeconds` is null where it is not known.
    void idle(String idleId, Usage of, BigDecimal cost, @Nullable BigDecimal gpuSeconds, Charging.Energy energy) {
        drafts.add(new Draft(
                charging.charge(
                        idleId, of, hourly.span(), costs(cost), true, gpuSeconds, energy, hourly.ratedBy(), null),
                cost,
                gpuSeconds == null ? BigDecimal.ZERO : gpuSeconds,
                null));
    }

    /// What the charges so far cost.
    BigDecimal cost() {
        return drafts.stream().map(Draft::cost).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    BigDecimal gpuSeconds() {
        return drafts.stream().map(Draft::gpuSeconds).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /// All charges, with their ratios of the whole: of its cost, or of its GPU time where it costs nothing.
    List<Charge> charges() {
        boolean byCost = cost().signum() > 0;
        BigDecimal all = byCost ? cost() : gpuSeconds();
        List<Charge> charges = new ArrayList<>(drafts.size());
        BigDecimal left = BigDecimal.ONE;
        for (int i = 0; i < drafts.size(); i++) {
            Draft draft = drafts.get(i);
            BigDecimal part = byCost ? draft.cost() : draft.gpuSeconds();
            BigDecimal ratio = left;
            if (i < drafts.size() - 1) {
                ratio = all.signum() <= 0 || part.signum() <= 0
                        ? BigDecimal.ZERO
                        : part.divide(all, Money.MAXIMUM_SCALE, RoundingMode.DOWN)
                                .min(left);
                left = left.subtract(ratio);
            }
            charges.add(draft.charge()
                    .allocatedFrom(
                            new AllocatedFrom(id + "/" + hourly.span().from(), new Share(ratio), draft.method())));
        }
        return charges;
    }

    private Costs costs(BigDecimal amount) {
        return hourly.price() == null
                ? Costs.UNPRICED
                : Costs.of(new Money(hourly.price().price().currency(), amount));
    }
}
