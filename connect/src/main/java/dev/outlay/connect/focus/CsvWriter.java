package dev.outlay.connect.focus;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Writes comma-separated text in UTF-8: no value is an empty field, and quotes stand where they are needed. Not
/// thread-safe.
final class CsvWriter implements Closeable {

    private final Writer out;
    private final List<String> columns;

    /// Writes the names of the columns as the first line.
    CsvWriter(OutputStream out, List<String> columns) throws IOException {
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
        this.columns = columns;
        write(name -> name);
    }

    void write(Function<String, @Nullable String> cells) throws IOException {
        boolean first = true;
        for (String column : columns) {
            if (!first) {
                out.write(',');
            }
            first = false;
            String cell = cells.apply(column);
            if (cell != null) {
                cell(cell);
            }
        }
        out.write('\n');
    }

    private void cell(String cell) throws IOException {
        // an unquoted NULL is no value
        if (needsQuotes(cell)) {
            out.write('"');
            out.write(cell.replace("\"", "\"\""));
            out.write('"');
        } else {
            out.write(cell);
        }
    }

    private static boolean needsQuotes(String cell) {
        for (int at = 0; at < cell.length(); at++) {
            char character = cell.charAt(at);
            if (character == ',' || character == '"' || character == '\n' || character == '\r') {
                return true;
            }
        }
        return cell.equals("NULL");
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
