/// How a failed request is told: what was asked, what is wrong, what to do.
@NullMarked
package dev.outlay.server.problem;

import org.jspecify.annotations.NullMarked;
