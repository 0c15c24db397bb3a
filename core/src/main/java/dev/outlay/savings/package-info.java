/// What was saved against a stated counterfactual over the same usage: other prices, no sharing, a fixed fleet.
@NullMarked
package dev.outlay.savings;

import org.jspecify.annotations.NullMarked;
