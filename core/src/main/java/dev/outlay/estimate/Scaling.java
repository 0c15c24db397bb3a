package dev.outlay.estimate;

import dev.outlay.units.Decimals;
import dev.outlay.units.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What more machines bring: the same offer on every size, each beside the next smaller.
///
/// More machines stop paying where what they cost beyond the smaller size is more than the hours they save are
/// worth; where nobody says what an hour is worth, where less than half of the speed that the added GPUs bring on
/// the smallest size is left. Immutable and thread-safe.
public record Scaling(List<Step> steps, @Nullable Money worthOfHour) {

    private static final int DIGITS = 6;
    private static final BigDecimal HALF = new BigDecimal("0.5");

    /// One size: `speedup` over the smallest; `efficiency` is that over the GPUs it takes, `marginalEfficiency` the
    /// same of the GPUs added since the next smaller size; `perHourSaved` what each hour saved since then costs,
    /// null on the smallest size and where none is saved. `pays` is whether adding these GPUs pays.
    public record Step(
            Choice choice,
            BigDecimal speedup,
            BigDecimal efficiency,
            @Nullable BigDecimal marginalEfficiency,
            @Nullable Money perHourSaved,
            boolean pays) {}

    public Scaling {
        steps = List.copyOf(steps);
    }

    /// Of choices from the smallest to the largest. `worthOfHour` is what each hour that the work ends earlier is
    /// worth, null where nobody says.
    public static Scaling of(List<Choice> sizes, @Nullable Money worthOfHour) {
        List<Step> steps = new ArrayList<>();
        boolean paying = true;
        for (int i = 0; i < sizes.size(); i++) {
            Step step = step(sizes.getFirst(), i == 0 ? null : sizes.get(i - 1), sizes.get(i), worthOfHour, paying);
            paying = step.pays();
            steps.add(step);
        }
        return new Scaling(steps, worthOfHour);
    }

    /// The largest size up to which each step pays; null where there is no size.
    public @Nullable Choice lastThatPays() {
        return steps.stream()
                .filter(Step::pays)
                .map(Step::choice)
                .reduce((_, larger) -> larger)
                .orElse(null);
    }

    private static Step step(
            Choice smallest, @Nullable Choice smaller, Choice here, @Nullable Money worthOfHour, boolean paying) {
        BigDecimal speedup = ratio(hours(smallest), hours(here));
        BigDecimal efficiency =
                ratio(speedup.multiply(BigDecimal.valueOf(smallest.gpus())), BigDecimal.valueOf(here.gpus()));
        if (smaller == null) {
            return new Step(here, speedup, efficiency, null, null, true);
        }
        BigDecimal gained = speedup.subtract(ratio(hours(smallest), hours(smaller)));
        BigDecimal marginal = ratio(
                gained.multiply(BigDecimal.valueOf(smallest.gpus())), BigDecimal.valueOf(here.gpus() - smaller.gpus()));
        BigDecimal saved = hours(smaller).subtract(hours(here));
        Money extra = here.cost().minus(smaller.cost());
        boolean pays = worthOfHour == null
                ? marginal.compareTo(HALF) >= 0
                : worthOfHour.times(saved).compareTo(extra) >= 0;
        return new Step(
                here,
                speedup,
                efficiency,
                marginal,
                saved.signum() <= 0 ? null : extra.dividedBy(saved),
                paying && pays);
    }

    private static BigDecimal hours(Choice choice) {
        return choice.time().hours();
    }

    private static BigDecimal ratio(BigDecimal part, BigDecimal whole) {
        return Decimals.normal(part.divide(whole, DIGITS, RoundingMode.HALF_EVEN));
    }
}
