/// The HTTP side of Outlay: it translates requests into calls on the core and answers back, and holds no arithmetic
/// on money.
@NullMarked
package dev.outlay.server;

import org.jspecify.annotations.NullMarked;
