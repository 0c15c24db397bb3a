/// Who pays: owners, idle and shared cost, the bill over what was metered, statements. What goes in comes out, to the
/// last digit.
@NullMarked
package dev.outlay.allocation;

import org.jspecify.annotations.NullMarked;
