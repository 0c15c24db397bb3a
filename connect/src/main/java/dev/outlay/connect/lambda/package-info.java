/// Prices of Lambda, from its list of instance types.
@NullMarked
package dev.outlay.connect.lambda;

import org.jspecify.annotations.NullMarked;
