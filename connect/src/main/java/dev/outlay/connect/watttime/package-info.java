/// Grid intensities of WattTime: marginal, every five minutes, with forecasts.
@NullMarked
package dev.outlay.connect.watttime;

import org.jspecify.annotations.NullMarked;
