/// Rows in memory outside of the heap, in the form of the Arrow C data interface, which databases read without
/// copying.
@NullMarked
package dev.outlay.connect.arrow;

import org.jspecify.annotations.NullMarked;
