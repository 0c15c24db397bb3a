/// Requests made from the description of the API, good and broken ones, and what an answer must be.
@NullMarked
package dev.outlay.server.fuzz;

import org.jspecify.annotations.NullMarked;
