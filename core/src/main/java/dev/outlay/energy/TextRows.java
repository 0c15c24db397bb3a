package dev.outlay.energy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The rows of one of this package's own data files: fields between tabs, comments after `#`.
final class TextRows {

    private TextRows() {}

    /// Every row, split into its fields. Throws [IllegalStateException] on a row of another width: the files are
    /// ours.
    static List<List<String>> of(String file, int width) {
        try (InputStream stream = TextRows.class.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IllegalStateException("the program lacks its file " + file);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> fields(file, line, width))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static List<String> fields(String file, String line, int width) {
        List<String> fields = List.of(line.split("\t", -1));
        if (fields.size() != width) {
            throw new IllegalStateException(file + ": " + width + " fields are expected in " + line);
        }
        return fields;
    }
}
