/// Alerts in Microsoft Teams, through a workflow that takes webhook requests.
@NullMarked
package dev.outlay.connect.teams;

import org.jspecify.annotations.NullMarked;
