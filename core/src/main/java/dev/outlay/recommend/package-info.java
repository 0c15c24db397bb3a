/// What could be changed, what it would save, and what became of it. An advice is a function of the ledger; what
/// somebody decided about it is an event. Nothing here acts on a cluster or a cloud.
@NullMarked
package dev.outlay.recommend;

import org.jspecify.annotations.NullMarked;
