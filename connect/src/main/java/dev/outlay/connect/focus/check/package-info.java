/// Whether a data set is what FOCUS requires: rules of our own, or those of a requirements model that the user
/// brings.
@NullMarked
package dev.outlay.connect.focus.check;

import org.jspecify.annotations.NullMarked;
