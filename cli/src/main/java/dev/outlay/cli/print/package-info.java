/// One printer for every answer: aligned tables for people, CSV, JSON and Markdown for the rest.
@NullMarked
package dev.outlay.cli.print;

import org.jspecify.annotations.NullMarked;
