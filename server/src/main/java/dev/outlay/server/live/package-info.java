/// Live streams: what comes into the ledger, told to those who listen as it comes.
@NullMarked
package dev.outlay.server.live;

import org.jspecify.annotations.NullMarked;
