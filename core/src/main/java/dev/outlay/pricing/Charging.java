package dev.outlay.pricing;

import dev.outlay.ledger.Account;
import dev.outlay.ledger.AllocatedFrom;
import dev.outlay.ledger.Charge;
import dev.outlay.ledger.ChargeStatus;
import dev.outlay.ledger.Costs;
import dev.outlay.ledger.GpuUse;
import dev.outlay.ledger.Origin;
import dev.outlay.ledger.Place;
import dev.outlay.ledger.Product;
import dev.outlay.ledger.RatedBy;
import dev.outlay.ledger.Terms;
import dev.outlay.ledger.Usage;
import dev.outlay.units.Decimals;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// Writes charges for uses, with their energy and emissions. Not thread-safe.
final class Charging {

    private static final String DOCUMENT = "rated from usage";

    private final Machines machines;

    Charging(Machines machines) {
        this.machines = machines;
    }

    /// The energy that a use drew over a part of its span: measured where it was, else rated power times measured
    /// utilization; null where neither is known.
    record Energy(@Nullable BigDecimal kilowattHours, boolean measured) {

        static final Energy UNKNOWN = new Energy(null, false);
    }

    Energy energy(Usage usage, Span part, @Nullable BigDecimal gpuSeconds) {
        BigDecimal measured = measured(usage, part);
        if (measured != null) {
            return new Energy(measured, true);
        }
        if (gpuSeconds == null || usage.utilization() == null) {
            return Energy.UNKNOWN;
        }
        BigDecimal utilization = usage.utilization().value();
        return machines.ratedWatts(machines.gpuModel(usage))
                .map(watts -> Decimals.rounded(Decimals.hours(
                        watts.multiply(utilization).multiply(gpuSeconds).movePointLeft(3))))
                .map(kilowattHours -> new Energy(kilowattHours, false))
                .orElse(Energy.UNKNOWN);
    }

    /// What was measured over a part of a use's span, null where nothing was.
    static @Nullable BigDecimal measured(Usage usage, Span part) {
        return usage.energy() == null ? null : Metering.part(usage.energy().value(), usage.span(), part);
    }

    Charge charge(
            String id,
            Usage usage,
            Span period,
            Costs costs,
            boolean idle,
            @Nullable BigDecimal gpuSeconds,
            Energy energy,
            @Nullable RatedBy ratedBy,
            @Nullable AllocatedFrom allocatedFrom) {
        BigDecimal kilowattHours = energy.kilowattHours();
        BigDecimal grams = kilowattHours == null
                ? null
                : machines.gramsPerKilowattHour(usage)
                        .map(kilowattHours::multiply)
                        .orElse(null);
        return new Charge(
                Origin.of(Rating.ORIGIN + id + "/" + period.from(), DOCUMENT),
                ChargeStatus.METERED,
                period,
                null,
                costs,
                usage.place(),
                usage.owner(),
                product(usage),
                terms(usage),
                Account.UNKNOWN,
                new GpuUse(
                        machines.gpuModel(usage),
                        usage.device(),
                        usage.sharing(),
                        usage.capacityType(),
                        gpuSeconds,
                        idle,
                        Decimals.roundedOrNull(kilowattHours),
                        Decimals.roundedOrNull(grams),
                        energy.measured()),
                ratedBy,
                allocatedFrom,
                usage.tags());
    }

    private static Product product(Usage usage) {
        Place place = usage.place();
        return new Product(
                switch (usage.resource()) {
                    case NODE, GPU, CPU, MEMORY -> "Compute";
                    case STORAGE -> "Storage";
                    case NETWORK -> "Networking";
                },
                switch (usage.resource()) {
                    case NODE, GPU, CPU, MEMORY -> "GPU compute";
                    case STORAGE -> "Storage";
                    case NETWORK -> "Network";
                },
                usage.instanceType(),
                null,
                usage.device() != null ? usage.device() : place.node(),
                place.node(),
                usage.resource().text(),
                null,
                null,
                null);
    }

    private static Terms terms(Usage usage) {
        return new Terms(
                "Usage",
                null,
                "Usage-Based",
                null,
                null,
                null,
                null,
                null,
                null,
                usage.quantity().multiply(usage.share().value()),
                switch (usage.resource()) {
                    case NODE -> "Nodes";
                    case GPU -> "GPUs";
                    case CPU -> "vCPUs";
                    case MEMORY, STORAGE, NETWORK -> "GiB";
                },
                null,
                null,
                null,
                null,
                null);
    }
}
