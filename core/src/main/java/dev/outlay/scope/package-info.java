/// What somebody who belongs to some teams sees of a ledger, and may add to it.
@NullMarked
package dev.outlay.scope;

import org.jspecify.annotations.NullMarked;
