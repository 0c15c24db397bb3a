package dev.outlay.catalog;

import java.math.BigDecimal;

/// The average grid intensity of a state, province or bidding zone in grams of CO2 equivalent per kWh. Immutable.
public record SubregionGrid(
        String countryIso3, String code, String name, BigDecimal gramsCo2ePerKilowattHour, Basis basis) {}
