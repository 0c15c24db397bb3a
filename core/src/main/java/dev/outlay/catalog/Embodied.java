package dev.outlay.catalog;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// Emissions of making a thing, before it draws any power: `value` in `unit`, such as `kgCO2e each`.
///
/// `scope` says what the figure is for: a server, a component, a GPU, a GPU board or the whole physical host of an
/// instance type (`aws:p4d.24xlarge`), to be shared by vCPUs. Null `lifetimeYears`: the source spreads it over
/// none.
public record Embodied(
        String scope,
        String item,
        BigDecimal value,
        String unit,
        @Nullable Integer lifetimeYears,
        Basis basis,
        @Nullable String notes) {}
