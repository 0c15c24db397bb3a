/// REST: requests into parameters, tables into JSON, failures into problem documents. No arithmetic.
@NullMarked
package dev.outlay.server.rest;

import org.jspecify.annotations.NullMarked;
