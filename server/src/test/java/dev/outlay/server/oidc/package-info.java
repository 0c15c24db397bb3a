/// A provider on this machine, and what is made of what it says.
@NullMarked
package dev.outlay.server.oidc;

import org.jspecify.annotations.NullMarked;
