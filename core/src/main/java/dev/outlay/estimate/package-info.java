/// What a plan would cost, and the same plan on every offer beside each other.
@NullMarked
package dev.outlay.estimate;

import org.jspecify.annotations.NullMarked;
