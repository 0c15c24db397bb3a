/// Capacity that is started, stopped and scaled: the port Launcher.
@NullMarked
package dev.outlay.spot;

import org.jspecify.annotations.NullMarked;
