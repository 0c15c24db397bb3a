/// What monitoring watches: figures of the ledger as metrics, bounded in number whatever the ledger holds.
@NullMarked
package dev.outlay.monitor;

import org.jspecify.annotations.NullMarked;
