/// The features as tools, resources and prompts of agents, over the Model Context Protocol.
@NullMarked
package dev.outlay.server.mcp;

import org.jspecify.annotations.NullMarked;
