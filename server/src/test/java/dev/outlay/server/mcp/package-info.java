@NullMarked
package dev.outlay.server.mcp;

import org.jspecify.annotations.NullMarked;
