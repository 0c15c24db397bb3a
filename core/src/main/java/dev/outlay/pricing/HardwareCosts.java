package dev.outlay.pricing;

import dev.outlay.units.Money;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// What owned machines cost: to buy, to power and to keep.
///
/// `price` and `residual` are of one machine; `space`, `staff` and `network` are a month of all machines together.
/// `boardWatts` is drawn by one GPU and `hostWatts` by the rest of one machine, both at full load; `load` is the
/// mean part of that while the machine is up, and `pue` what the building draws for each watt of it.
/// `financingPercent` and `maintenancePercent` are a year. All money is in one currency. Throws
/// [IllegalArgumentException] on a second one and on figures below zero or out of range. Immutable and thread-safe.
public record HardwareCosts(
        Money price,
        Money residual,
        BigDecimal lifeYears,
        BigDecimal financingPercent,
        BigDecimal maintenancePercent,
        BigDecimal boardWatts,
        BigDecimal hostWatts,
        BigDecimal load,
        BigDecimal pue,
        Money perKilowattHour,
        Money space,
        Money staff,
        Money network) {

    private static final BigDecimal TWO = BigDecimal.valueOf(2);
    private static final BigDecimal MONTHS = BigDecimal.valueOf(12);

    public HardwareCosts {
        Objects.requireNonNull(price, "price");
        String currency = price.currency();
        Stream.of(residual, perKilowattHour, space, staff, network)
                .filter(money -> !money.currency().equals(currency))
                .findFirst()
                .ifPresent(other -> {
                    throw new IllegalArgumentException(
                            "all money of a rate card is in one currency: " + other + " beside a price in " + currency);
                });
        if (Stream.of(price, residual, perKilowattHour, space, staff, network).anyMatch(Money::isNegative)
                || Stream.of(financingPercent, maintenancePercent, boardWatts, hostWatts)
                        .anyMatch(value -> value.signum() < 0)) {
            throw new IllegalArgumentException("costs, percents and watts of a rate card are not negative");
        }
        if (residual.compareTo(price) > 0) {
            throw new IllegalArgumentException("the residual value is at most the price: " + residual + " of " + price);
        }
        if (lifeYears.signum() <= 0) {
            throw new IllegalArgumentException("a life has a length in years: " + lifeYears.toPlainString());
        }
        if (load.signum() < 0 || load.compareTo(BigDecimal.ONE) > 0) {
            throw new IllegalArgumentException("the load is a part from 0 to 1: " + load.toPlainString());
        }
        if (pue.compareTo(BigDecimal.ONE) < 0) {
            throw new IllegalArgumentException("a PUE is 1 or more: " + pue.toPlainString());
        }
    }

    /// The cost of each part over the whole life of so many machines, exactly: nothing is divided yet but by powers
    /// of ten and by two.
    Map<HardwarePart, BigDecimal> overLife(int nodes, int gpusPerNode, BigDecimal availability) {
        BigDecimal machines = BigDecimal.valueOf(nodes);
        BigDecimal bought = price.amount().multiply(machines);
        BigDecimal left = residual.amount().multiply(machines);
        BigDecimal kilowatts = boardWatts
                .multiply(BigDecimal.valueOf(gpusPerNode))
                .add(hostWatts)
                .movePointLeft(3)
                .multiply(machines);
        BigDecimal hoursUp = OwnedHardware.HOURS_OF_A_YEAR.multiply(lifeYears).multiply(availability);
        BigDecimal months = MONTHS.multiply(lifeYears);
        Map<HardwarePart, BigDecimal> parts = new EnumMap<>(HardwarePart.class);
        parts.put(HardwarePart.DEPRECIATION, bought.subtract(left));
        parts.put(
                HardwarePart.FINANCING,
                bought.add(left).divide(TWO).multiply(percent(financingPercent)).multiply(lifeYears));
        parts.put(
                HardwarePart.MAINTENANCE,
                bought.multiply(percent(maintenancePercent)).multiply(lifeYears));
        parts.put(
                HardwarePart.POWER,
                kilowatts.multiply(load).multiply(pue).multiply(hoursUp).multiply(perKilowattHour.amount()));
        parts.put(HardwarePart.SPACE, space.amount().multiply(months));
        parts.put(HardwarePart.STAFF, staff.amount().multiply(months));
        parts.put(HardwarePart.NETWORK, network.amount().multiply(months));
        return parts;
    }

    private static BigDecimal percent(BigDecimal value) {
        return value.movePointLeft(2);
    }
}
