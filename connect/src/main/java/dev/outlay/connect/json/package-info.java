/// The JSON form of a table, which the command line prints, REST answers with, and a remote command line reads
/// back.
@NullMarked
package dev.outlay.connect.json;

import org.jspecify.annotations.NullMarked;
