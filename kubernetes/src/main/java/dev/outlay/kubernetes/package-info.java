/// Outlay inside a cluster: custom resources, controllers, admission and metering. No server framework, no databases.
@NullMarked
package dev.outlay.kubernetes;

import org.jspecify.annotations.NullMarked;
