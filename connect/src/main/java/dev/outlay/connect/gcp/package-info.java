/// Prices of Google Cloud, from its Cloud Billing Catalog.
@NullMarked
package dev.outlay.connect.gcp;

import org.jspecify.annotations.NullMarked;
