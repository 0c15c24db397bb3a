/// Reads large tables of text: finds records, tells good ones from bad ones, and hands them to DuckDB in chunks.
@NullMarked
package dev.outlay.connect.tabular;

import org.jspecify.annotations.NullMarked;
