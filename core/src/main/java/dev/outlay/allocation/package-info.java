/// Who pays: owners, idle and shared cost. What goes in comes out, to the last digit.
@NullMarked
package dev.outlay.allocation;

import org.jspecify.annotations.NullMarked;
