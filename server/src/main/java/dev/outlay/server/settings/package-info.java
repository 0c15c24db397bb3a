/// What the server is told from outside, as one typed record.
@NullMarked
package dev.outlay.server.settings;

import org.jspecify.annotations.NullMarked;
