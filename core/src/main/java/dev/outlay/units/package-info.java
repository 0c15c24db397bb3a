/// Typed quantities that refuse nonsense: money, prices, spans of time, energy, emissions and shares.
///
/// Everything here is immutable, thread-safe and exact: decimals are [java.math.BigDecimal], never floating point.
@NullMarked
package dev.outlay.units;

import org.jspecify.annotations.NullMarked;
