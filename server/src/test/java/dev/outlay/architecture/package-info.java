/// Holds the modules and packages of Outlay to the tables in ARCHITECTURE.md.
@NullMarked
package dev.outlay.architecture;

import org.jspecify.annotations.NullMarked;
