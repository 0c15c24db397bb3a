package dev.outlay.catalog;

/// The spot price of a machine in one availability zone, by the zone's id (`use1-az4`), at one moment.
///
/// `equalsOnDemand` marks a price at the level of the list price: there was no discount to be had then.
public record SpotZone(String zone, Quote spot, boolean equalsOnDemand) {}
