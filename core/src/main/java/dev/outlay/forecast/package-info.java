/// How long training takes and what energy it draws, before it runs: physics first, then what earlier runs taught,
/// always with an interval.
@NullMarked
package dev.outlay.forecast;

import org.jspecify.annotations.NullMarked;
