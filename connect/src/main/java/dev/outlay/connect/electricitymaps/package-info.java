/// Grid intensities of Electricity Maps: average, by the hour, with forecasts.
@NullMarked
package dev.outlay.connect.electricitymaps;

import org.jspecify.annotations.NullMarked;
