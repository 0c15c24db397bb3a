/// What is said about alerts, to whom, and how it gets there: messages, the port Channel, the outbox and the
/// courier.
@NullMarked
package dev.outlay.alert;

import org.jspecify.annotations.NullMarked;
