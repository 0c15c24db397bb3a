/// What runs by the clock.
@NullMarked
package dev.outlay.server.schedule;

import org.jspecify.annotations.NullMarked;
