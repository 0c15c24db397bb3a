/// Measurements beside a yardstick taken in the same run; built with everything else, run only by hand.
@NullMarked
package dev.outlay.benchmarks;

import org.jspecify.annotations.NullMarked;
