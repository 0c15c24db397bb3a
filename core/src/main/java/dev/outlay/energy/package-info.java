/// Electric energy and emissions: of machines before they run and of what was charged, of grids by the hour, and of
/// making the hardware.
@NullMarked
package dev.outlay.energy;

import org.jspecify.annotations.NullMarked;
