/// The one door to what Outlay can do: [Outlay].
@NullMarked
package dev.outlay;

import org.jspecify.annotations.NullMarked;
