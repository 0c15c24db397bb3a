/// Limits and what has been spent against them: budgets, their tree, and the book that knows each one's spend.
@NullMarked
package dev.outlay.budget;

import org.jspecify.annotations.NullMarked;
