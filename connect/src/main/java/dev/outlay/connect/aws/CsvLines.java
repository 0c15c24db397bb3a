package dev.outlay.connect.aws;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads CSV record by record: fields in double quotes may hold commas, line ends and doubled quotes. Memory holds
/// one record. Not thread-safe.
final class CsvLines {

    // a list of prices has no field of a megabyte: whoever sends one wants to fill the memory
    private static final int LONGEST = 1 << 20;

    private final Reader in;
    private int ahead = -2;
    private long line;

    /// Of a reader that is buffered.
    CsvLines(Reader in) {
        this.in = in;
    }

    /// The next record; null after the last. Throws [IOException] where a quote is not closed.
    @Nullable
    List<String> next() throws IOException {
        if (peek() < 0) {
            return null;
        }
        line++;
        List<String> fields = new ArrayList<>();
        do {
            fields.add(peek() == '"' ? quoted() : bare());
        } while (take() == ',');
        return fields;
    }

    /// How many records were read.
    long line() {
        return line;
    }

    private String bare() throws IOException {
        var text = new StringBuilder();
        while (peek() >= 0 && peek() != ',' && peek() != '\n') {
            append(text, read());
        }
        int last = text.length() - 1;
        return last >= 0 && text.charAt(last) == '\r' ? text.substring(0, last) : text.toString();
    }

    private String quoted() throws IOException {
        var text = new StringBuilder();
        read();
        while (true) {
            int next = read();
            if (next < 0) {
                throw new IOException("a quote in record " + line + " is not closed");
            }
            if (next == '"' && peek() != '"') {
                break;
            }
            append(text, next == '"' ? read() : next);
        }
        if (peek() == '\r') {
            read();
        }
        return text.toString();
    }

    private void append(StringBuilder text, int character) throws IOException {
        if (text.length() == LONGEST) {
            throw new IOException("a field in record " + line + " is longer than " + LONGEST + " characters");
        }
        text.append((char) character);
    }

    /// What separates the field that was read from the next.
    private int take() throws IOException {
        int next = read();
        if (next >= 0 && next != ',' && next != '\n') {
            throw new IOException("text follows a closed quote in record " + line);
        }
        return next;
    }

    private int peek() throws IOException {
        if (ahead == -2) {
            ahead = in.read();
        }
        return ahead;
    }

    private int read() throws IOException {
        int next = peek();
        ahead = -2;
        return next;
    }
}
