/// Allocations of OpenCost, as its API answers with them.
@NullMarked
package dev.outlay.connect.opencost;

import org.jspecify.annotations.NullMarked;
