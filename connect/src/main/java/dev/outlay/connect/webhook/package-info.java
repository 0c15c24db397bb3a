/// Alerts as signed JSON to an address of your own.
@NullMarked
package dev.outlay.connect.webhook;

import org.jspecify.annotations.NullMarked;
