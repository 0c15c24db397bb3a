/// Prices of Paperspace, from what its console shows.
@NullMarked
package dev.outlay.connect.paperspace;

import org.jspecify.annotations.NullMarked;
