/// Electric energy and emissions of what is bought: rated power, load, the building's overhead and the grid.
@NullMarked
package dev.outlay.energy;

import org.jspecify.annotations.NullMarked;
