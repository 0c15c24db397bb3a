package dev.outlay.catalog;

import java.math.BigDecimal;

/// A named constant with its unit: an energy constant, a fuel's factor, or an everyday equivalent of emissions.
public record Figure(String what, BigDecimal value, String unit, Basis basis) {}
