/// What agents may write, as somebody states it in `mcp.yaml`.
@NullMarked
package dev.outlay.connect.agent;

import org.jspecify.annotations.NullMarked;
