/// The command `outlay`: one class per verb, no server framework on its path.
@NullMarked
package dev.outlay.cli;

import org.jspecify.annotations.NullMarked;
