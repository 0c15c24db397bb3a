/// What older tools kept in JSON files: prices and costs over time.
@NullMarked
package dev.outlay.connect.history;

import org.jspecify.annotations.NullMarked;
