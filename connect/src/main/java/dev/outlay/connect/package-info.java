/// Everything that speaks to the outside world, one package per system.
@NullMarked
package dev.outlay.connect;

import org.jspecify.annotations.NullMarked;
