package dev.outlay.pricing;

import dev.outlay.pricing.RateCard.Volume;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How many GPU-hours of a calendar month in UTC were used so far, for tiers by volume. Days are told in order, the
/// first of a month first. Not thread-safe.
final class CardVolumes {

    private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3600);

    private final Map<Volume, BigDecimal> gpuSeconds = new HashMap<>();
    private @Nullable YearMonth month;

    /// What falls away at each moment of a span, a UTC day or a part of one, where so much is held in it.
    Map<Volume, Steps> over(Map<Volume, List<Steps.Held>> held, Span span) {
        YearMonth of = YearMonth.from(span.from().atOffset(ZoneOffset.UTC));
        if (!of.equals(month)) {
            gpuSeconds.clear();
            month = of;
        }
        Map<Volume, Steps> off = new HashMap<>();
        held.forEach((volume, uses) -> off.put(volume, over(volume, Steps.of(uses, span))));
        return off;
    }

    private Steps over(Volume volume, Steps held) {
        var off = new Steps();
        BigDecimal used = gpuSeconds.getOrDefault(volume, BigDecimal.ZERO);
        for (Map.Entry<Span, BigDecimal> part : held.parts().entrySet()) {
            Span span = part.getKey();
            off.set(span.from(), off(volume, used));
            BigDecimal after = used.add(part.getValue().multiply(span.seconds()));
            for (Volume.Step step : volume.steps()) {
                BigDecimal mark = step.aboveGpuHours().multiply(SECONDS_PER_HOUR);
                if (mark.compareTo(used) > 0 && mark.compareTo(after) < 0) {
                    off.set(
                            reached(span, mark.subtract(used), part.getValue()),
                            step.off().value());
                }
            }
            used = after;
        }
        gpuSeconds.put(volume, used);
        return off;
    }

    private static BigDecimal off(Volume volume, BigDecimal gpuSeconds) {
        BigDecimal off = BigDecimal.ZERO;
        for (Volume.Step step : volume.steps()) {
            off = step.aboveGpuHours().multiply(SECONDS_PER_HOUR).compareTo(gpuSeconds) <= 0
                    ? step.off().value()
                    : off;
        }
        return off;
    }

    // to the microsecond, as all spans are
    private static Instant reached(Span span, BigDecimal gpuSeconds, BigDecimal gpus) {
        BigDecimal micros = gpuSeconds.movePointRight(6).divide(gpus, 0, RoundingMode.HALF_UP);
        return span.from().plusNanos(micros.movePointRight(3).longValue());
    }
}
