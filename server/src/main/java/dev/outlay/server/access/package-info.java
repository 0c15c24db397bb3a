/// Who asks, and what they may: visitors, roles, access tokens, the audit.
@NullMarked
package dev.outlay.server.access;

import org.jspecify.annotations.NullMarked;
