/// Prices of Runpod, from its GraphQL interface.
@NullMarked
package dev.outlay.connect.runpod;

import org.jspecify.annotations.NullMarked;
