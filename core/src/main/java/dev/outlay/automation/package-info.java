/// Schedules and rules for what is idle, which act through a Launcher only, announce before they act, and can be
/// undone.
@NullMarked
package dev.outlay.automation;

import org.jspecify.annotations.NullMarked;
