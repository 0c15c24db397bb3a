/// Access tokens of the server: how they are made, and where their fingerprints are kept.
@NullMarked
package dev.outlay.connect.token;

import org.jspecify.annotations.NullMarked;
