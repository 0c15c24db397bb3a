/// Whether the process lives, and whether the ledger answers.
@NullMarked
package dev.outlay.server.health;

import org.jspecify.annotations.NullMarked;
