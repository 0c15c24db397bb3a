/// Alerts in Slack, through an incoming webhook.
@NullMarked
package dev.outlay.connect.slack;

import org.jspecify.annotations.NullMarked;
