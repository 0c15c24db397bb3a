/// Files of settings in YAML, read into plain trees of texts, lists and maps that know the line they stand on.
@NullMarked
package dev.outlay.connect.yaml;

import org.jspecify.annotations.NullMarked;
