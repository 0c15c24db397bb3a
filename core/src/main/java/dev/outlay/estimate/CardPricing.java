package dev.outlay.estimate;

import dev.outlay.catalog.Machine;
import dev.outlay.ledger.CapacityType;
import dev.outlay.pricing.CardPrice;
import dev.outlay.pricing.CardTariff;
import dev.outlay.pricing.CardUse;
import dev.outlay.pricing.Rate;
import dev.outlay.pricing.RateCard;
import dev.outlay.pricing.Wanted;
import dev.outlay.units.CallersMistake;
import dev.outlay.units.Decimals;
import dev.outlay.units.Money;
import dev.outlay.units.PricingUnit;
import dev.outlay.units.Span;
import dev.outlay.units.UnitPrice;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Prices work by rate cards: it starts at an instant, is so urgent, and costs what each hour of it costs.
///
/// Commitments and tiers by volume are not drawn on, since nobody says what else will run. `priority` is null where
/// none was said. Thread-safe.
public record CardPricing(
        CardTariff tariff, Instant start, @Nullable String priority) {

    public CardPricing {
        Objects.requireNonNull(tariff, "tariff");
        Objects.requireNonNull(start, "start");
    }

    /// The work on a machine type in a region; `region` is null for a price that holds in every place.
    Line compute(Machine machine, @Nullable String region, Work work, String reckoning) {
        Span span = span(work);
        Wanted wanted = wanted(machine, region, work.capacityType());
        List<CardPrice> prices = tariff.over(span, wanted, use(machine, wanted));
        if (prices.isEmpty() || covered(prices).compareTo(span.seconds()) != 0) {
            return Line.missing("compute", reckoning, "no price of " + wanted + " is known for all of " + span);
        }
        CardPrice first = prices.getFirst();
        Map<String, BigDecimal> hours = new LinkedHashMap<>();
        Money sum = null;
        for (CardPrice price : prices) {
            UnitPrice perHour = price.rate()
                    .perMachineHour(machine)
                    .map(money -> new UnitPrice(money, PricingUnit.HOUR))
                    .orElse(null);
            if (perHour == null) {
                return Line.missing(
                        "compute",
                        reckoning,
                        "a price per " + price.list().unit().text() + " cannot price " + machine.instanceType());
            }
            hours.merge(
                    perHour.price() + " (" + price.basis().kind() + ")",
                    price.span().hours(),
                    BigDecimal::add);
            Money part = perHour.over(price.span(), work.machines());
            sum = sum == null ? part : sum.plus(part);
        }
        String parts = hours.entrySet().stream()
                .map(each -> Decimals.text(each.getValue()) + " h at " + each.getKey())
                .collect(Collectors.joining("; "));
        return new Line(
                "compute",
                reckoning + " from " + start + ": " + parts,
                Objects.requireNonNull(sum),
                first.basis().date(),
                first.basis().source(),
                first.confidence(),
                null);
    }

    /// What is to be told beside: how often spot capacity of so many hours is expected to be interrupted.
    Optional<String> interruptions(Work work) {
        return tariff.cards().cards().stream()
                .filter(card -> !card.from().isAfter(start))
                .reduce((_, later) -> later)
                .map(RateCard::spot)
                .flatMap(spot -> Optional.ofNullable(spot.interruptionsPerHour()))
                .map(rate -> Decimals.text(rate.multiply(work.machineHours()))
                        + " interruptions are to be expected, at "
                        + Decimals.text(rate) + " per machine and hour as the rate card says");
    }

    private Wanted wanted(Machine machine, @Nullable String region, CapacityType type) {
        var byType = new Wanted(machine.provider(), machine.instanceType(), region, null, type);
        String model = machine.gpuModel();
        if (model == null || tariff.stated(start, byType).isPresent()) {
            return byType;
        }
        var byModel = new Wanted(machine.provider(), model, region, null, type);
        return tariff.stated(start, byModel).map(Rate::perGpu).isPresent() ? byModel : byType;
    }

    private CardUse use(Machine machine, Wanted wanted) {
        return new CardUse(
                wanted.provider(),
                wanted.region(),
                wanted.sku(),
                machine.instanceType(),
                machine.gpuModel(),
                wanted.capacityType(),
                priority);
    }

    private Span span(Work work) {
        BigDecimal micros =
                work.hours().multiply(BigDecimal.valueOf(3_600_000_000L)).setScale(0, RoundingMode.HALF_UP);
        try {
            return Span.of(start, Duration.ofNanos(micros.movePointRight(3).longValueExact()));
        } catch (ArithmeticException | IllegalArgumentException e) {
            throw new CallersMistake(
                    "hours: " + Decimals.text(work.hours()) + " from " + start + " is no span of time", e);
        }
    }

    private static BigDecimal covered(List<CardPrice> prices) {
        return prices.stream().map(price -> price.span().seconds()).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
