/// Prices of Amazon Web Services: the Price List, asked or read whole, and EC2 spot prices by zone.
@NullMarked
package dev.outlay.connect.aws;

import org.jspecify.annotations.NullMarked;
