/// What things cost: the price as of an instant, from facts and the catalog, and the rating of usage into charges.
@NullMarked
package dev.outlay.pricing;

import org.jspecify.annotations.NullMarked;
