/// How busy what was held was: the measured use of every pod, device and node over a span. What was not measured is
/// said and never counted as idle.
@NullMarked
package dev.outlay.utilization;

import org.jspecify.annotations.NullMarked;
