/// What a feed of grid intensities is, and how its answers become facts.
@NullMarked
package dev.outlay.connect.grid;

import org.jspecify.annotations.NullMarked;
