/// Alerts as incidents of PagerDuty, through its Events API v2.
@NullMarked
package dev.outlay.connect.pagerduty;

import org.jspecify.annotations.NullMarked;
