/// Who pays for what: what goes in comes out, to the last digit.
@NullMarked
package dev.outlay.allocation;

import org.jspecify.annotations.NullMarked;
