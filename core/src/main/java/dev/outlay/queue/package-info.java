/// Jobs that wait for GPUs: in which order they run within a quota, by priority and a fair share in money.
@NullMarked
package dev.outlay.queue;

import org.jspecify.annotations.NullMarked;
