/// Prices of Microsoft Azure, from its public list of retail prices.
@NullMarked
package dev.outlay.connect.azure;

import org.jspecify.annotations.NullMarked;
