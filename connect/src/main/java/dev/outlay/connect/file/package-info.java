/// Usage and prices in files of our own form.
@NullMarked
package dev.outlay.connect.file;

import org.jspecify.annotations.NullMarked;
