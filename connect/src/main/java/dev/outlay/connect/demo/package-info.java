/// The sample company: an invented firm with three clusters, written as the files real companies have.
@NullMarked
package dev.outlay.connect.demo;

import org.jspecify.annotations.NullMarked;
