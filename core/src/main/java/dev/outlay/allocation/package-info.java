/// Who pays what: the bill beside what was metered, revised bills, variance, and statements of a month.
@NullMarked
package dev.outlay.allocation;

import org.jspecify.annotations.NullMarked;
