package dev.outlay.server.rest;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;

/// An answer as it goes over the wire, with the tag that names its content. The bytes are not to be changed.
record Encoded(byte[] body, MediaType type, EntityTag tag) {}
