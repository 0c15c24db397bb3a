/// Every setting that is told from outside, where its value came from, and what of it may be shown.
@NullMarked
package dev.outlay.connect.setting;

import org.jspecify.annotations.NullMarked;
