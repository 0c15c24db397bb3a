/// The same usage under another policy: rated once more by the same engines, day by day.
@NullMarked
package dev.outlay.replay;

import org.jspecify.annotations.NullMarked;
