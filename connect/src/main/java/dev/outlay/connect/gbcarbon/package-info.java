/// Grid intensities of the GB Carbon Intensity service: average at the stack, every half hour, with forecasts.
@NullMarked
package dev.outlay.connect.gbcarbon;

import org.jspecify.annotations.NullMarked;
