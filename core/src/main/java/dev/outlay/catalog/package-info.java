/// What can be bought: providers, regions, GPUs, machines and their offers, with storage, traffic, commitments and
/// the carbon figures of places.
///
/// Everything is read from data files in resources, each on first use, and is immutable and thread-safe. Every row
/// says where it comes from and how sure it is: see [dev.outlay.catalog.Basis]. Prices are list prices that were
/// true on the date of their row; none is live. Start at [dev.outlay.catalog.Catalog#builtin()].
@NullMarked
package dev.outlay.catalog;

import org.jspecify.annotations.NullMarked;
