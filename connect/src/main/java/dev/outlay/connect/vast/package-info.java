/// Prices of Vast.ai, from its search for offers.
@NullMarked
package dev.outlay.connect.vast;

import org.jspecify.annotations.NullMarked;
