/// Alerts handed to a Prometheus Alertmanager.
@NullMarked
package dev.outlay.connect.alertmanager;

import org.jspecify.annotations.NullMarked;
