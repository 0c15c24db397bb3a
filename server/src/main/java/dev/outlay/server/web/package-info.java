/// The page and the gate before everything: who may ask, and under which rules a browser shows what it gets.
@NullMarked
package dev.outlay.server.web;

import org.jspecify.annotations.NullMarked;
