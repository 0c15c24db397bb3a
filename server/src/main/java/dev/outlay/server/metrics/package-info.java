/// What Prometheus may read of the ledger: gathered by the clock, bounded whatever the ledger holds.
@NullMarked
package dev.outlay.server.metrics;

import org.jspecify.annotations.NullMarked;
