package dev.outlay.energy;

import dev.outlay.catalog.Catalog;
import dev.outlay.catalog.Region;
import dev.outlay.energy.Footprint.Amount;
import dev.outlay.ledger.Charge;
import dev.outlay.ledger.Filter;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.units.Decimals;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Energy and emissions of what a ledger was charged for, by any key; what energy and carbon budgets ask.
///
/// A charge counts in the span in which it starts, as money does, so spans that lie side by side sum to the whole.
/// Its energy is spread evenly over its period and meets the intensity of each moment. Groups sum to the total to
/// the last digit. Not thread-safe.
public final class Footprints {

    private static final int SCALE = 18;

    private final LedgerReader ledger;
    private final Catalog catalog;
    private final PowerModel power;
    private final GridBasis basis;
    private final EmbodiedModel embodied;
    private final Map<String, Optional<BigDecimal>> overheads = new HashMap<>();

    /// Footprints by one basis of the grid, of hardware that lives so many years.
    public Footprints(LedgerReader ledger, Catalog catalog, GridBasis basis, BigDecimal lifetimeYears) {
        this.ledger = ledger;
        this.catalog = catalog;
        this.power = new PowerModel(catalog);
        this.basis = basis;
        this.embodied = new EmbodiedModel(catalog, power, lifetimeYears);
    }

    /// Location-based footprints of hardware that lives as long as the sources take it to.
    public Footprints(LedgerReader ledger, Catalog catalog) {
        this(ledger, catalog, GridBasis.LOCATION_BASED, BigDecimal.valueOf(EmbodiedModel.LIFETIME_YEARS));
    }

    /// The energy and emissions of all charges that start in a span and pass every filter.
    public Footprint total(List<Filter> filters, Span span) {
        var total = new Footprint();
        by(filters, span, _ -> "").values().forEach(total::add);
        return total;
    }

    /// The same by a key of each charge, in the order in which keys are first met.
    public <K> Map<K, Footprint> by(List<Filter> filters, Span span, Function<Charge, K> key) {
        Map<K, Footprint> sums = new LinkedHashMap<>();
        var energies = new ChargeEnergy(catalog, power, new MeteredMachines(ledger, span));
        Grid grid = Grid.of(ledger, catalog, basis, span);
        try (Stream<Charge> charges = ledger.facts(Charge.class, span, filters)) {
            charges.filter(charge -> span.contains(charge.at()))
                    .forEach(charge ->
                            add(charge, energies, grid, sums.computeIfAbsent(key.apply(charge), _ -> new Footprint())));
        }
        return sums;
    }

    private void add(Charge charge, ChargeEnergy energies, Grid grid, Footprint sum) {
        sum.count(ChargeEnergy.saysNothing(charge));
        BigDecimal gpuSeconds = charge.use().gpuSeconds();
        if (gpuSeconds != null && gpuSeconds.signum() != 0) {
            Optional<BigDecimal> each = embodied.gramsPerGpuSecond(
                    energies.machine(charge), Optional.ofNullable(charge.use().gpuModel()));
            if (each.isPresent()) {
                sum.add(Amount.EMBODIED, Decimals.rounded(gpuSeconds.multiply(each.get())));
            } else {
                sum.add(Amount.GPU_SECONDS_WITHOUT_EMBODIED, gpuSeconds);
            }
        }
        ChargeEnergy.Drawn drawn = energies.of(charge, sum);
        if (drawn.energy().high().signum() == 0) {
            return;
        }
        Optional<BigDecimal> overhead = overhead(charge);
        BigDecimal factor = overhead.orElse(BigDecimal.ONE);
        Range energy = rounded(drawn.energy().times(factor));
        sum.addEnergy(energy, drawn.negative());
        sum.add(Amount.MEASURED_ENERGY, signed(Decimals.rounded(drawn.read().multiply(factor)), drawn));
        if (overhead.isEmpty()) {
            sum.add(Amount.ENERGY_WITHOUT_OVERHEAD, signed(energy.value(), drawn));
        }
        emissions(charge, energy, drawn, grid, sum);
    }

    private static void emissions(Charge charge, Range energy, ChargeEnergy.Drawn drawn, Grid grid, Footprint sum) {
        String provider = charge.place().provider();
        String region = charge.place().region();
        List<Grid.Piece> pieces =
                provider == null || region == null ? List.of() : grid.over(provider, region, charge.period());
        BigDecimal all = charge.period().seconds();
        BigDecimal covered = BigDecimal.ZERO;
        BigDecimal hourly = BigDecimal.ZERO;
        Range weighted = Range.NOTHING;
        for (Grid.Piece piece : pieces) {
            BigDecimal seconds = piece.span().seconds();
            covered = covered.add(seconds);
            hourly = piece.hourly() ? hourly.add(seconds) : hourly;
            weighted = weighted.plus(piece.gramsPerKilowattHour().times(seconds));
        }
        sum.addEmissions(over(energy.times(weighted), all), drawn.negative());
        sum.add(Amount.HOURLY_ENERGY, signed(part(energy.value(), hourly, all), drawn));
        sum.add(Amount.ENERGY_WITHOUT_GRID, signed(energy.value().subtract(part(energy.value(), covered, all)), drawn));
    }

    /// The building's overhead at the place of a charge; empty where it is not known.
    private Optional<BigDecimal> overhead(Charge charge) {
        String provider = charge.place().provider();
        String region = charge.place().region();
        return provider == null || region == null
                ? Optional.empty()
                : Objects.requireNonNull(overheads.computeIfAbsent(
                        GridZones.name(provider, region),
                        _ -> catalog.region(provider, region).map(Footprints::pue)));
    }

    private static @Nullable BigDecimal pue(Region region) {
        return region.pue();
    }

    private static BigDecimal signed(BigDecimal value, ChargeEnergy.Drawn drawn) {
        return Footprint.signed(value, drawn.negative());
    }

    private static BigDecimal part(BigDecimal value, BigDecimal seconds, BigDecimal all) {
        return seconds.compareTo(all) == 0 ? value : value.multiply(seconds).divide(all, SCALE, RoundingMode.HALF_EVEN);
    }

    private static Range over(Range value, BigDecimal seconds) {
        return new Range(
                value.low().divide(seconds, SCALE, RoundingMode.HALF_EVEN),
                value.value().divide(seconds, SCALE, RoundingMode.HALF_EVEN),
                value.high().divide(seconds, SCALE, RoundingMode.HALF_EVEN));
    }

    private static Range rounded(Range range) {
        return new Range(
                Decimals.rounded(range.low()), Decimals.rounded(range.value()), Decimals.rounded(range.high()));
    }
}
