/// What a price feed is, how its prices are checked, and how those that are new come into the ledger.
@NullMarked
package dev.outlay.connect.feed;

import org.jspecify.annotations.NullMarked;
