/// The ledger in a DuckDB file, the embedded default, and the loading of tables of text into it.
@NullMarked
package dev.outlay.connect.duckdb;

import org.jspecify.annotations.NullMarked;
