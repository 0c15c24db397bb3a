/// Where spend is heading, how fresh the data are, and what was unusual and why. Everything is computed from the
/// ledger's totals; every figure that is no sum of charges carries an interval and what it rests on.
@NullMarked
package dev.outlay.outlook;

import org.jspecify.annotations.NullMarked;
