/// Bills in the form of FOCUS, the FinOps Open Cost and Usage Specification.
@NullMarked
package dev.outlay.connect.focus;

import org.jspecify.annotations.NullMarked;
