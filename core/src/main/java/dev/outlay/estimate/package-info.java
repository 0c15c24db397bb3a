/// What work would cost, the same work on every offer beside each other, and the best of them within limits.
@NullMarked
package dev.outlay.estimate;

import org.jspecify.annotations.NullMarked;
