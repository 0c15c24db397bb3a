package dev.outlay.connect.tabular;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The records of comma-separated text, one at a time, for tables whose columns are not known beforehand. Memory is
/// bounded by the longest record. Not thread-safe.
public final class CsvRecords {

    private final RecordScanner scanner;
    private final List<String> names = new ArrayList<>();

    /// Reads the first line, which names the columns. Throws [IOException] where it is none, and on a name that
    /// stands there twice.
    public CsvRecords(InputStream in) throws IOException {
        scanner = new RecordScanner(in);
        if (!scanner.next()) {
            throw new IOException("it holds no line of text");
        }
        String problem = scanner.problem();
        if (problem != null) {
            throw new IOException("in its first line, " + problem);
        }
        for (int i = 0; i < scanner.fields(); i++) {
            String name = scanner.text(i).strip();
            if (!name.isEmpty() && names.contains(name)) {
                throw new IOException("it names the column " + name + " twice");
            }
            names.add(name);
        }
    }

    /// A record: the line it starts on and its values by column, those left out that say nothing. `problem` is why
    /// it is no record, whose text is then in `values` under the empty name; null where it is one.
    public record Row(
            long line, Map<String, String> values, @Nullable String problem) {}

    /// The columns in order.
    public List<String> names() {
        return List.copyOf(names);
    }

    /// The next record; null after the last.
    public @Nullable Row next() throws IOException {
        if (!scanner.next()) {
            return null;
        }
        Map<String, String> values = new LinkedHashMap<>();
        String problem = scanner.problem();
        if (problem == null && scanner.fields() != names.size()) {
            problem = "the line has " + scanner.fields() + (scanner.fields() == 1 ? " field" : " fields")
                    + " where the header names " + names.size()
                    + (scanner.fields() < names.size() ? ": it may be cut off" : ": a value with a comma needs quotes");
        }
        if (problem != null) {
            values.put("", scanner.text(0));
            return new Row(scanner.line(), values, problem);
        }
        for (int i = 0; i < names.size(); i++) {
            if (!scanner.isAbsent(i)) {
                values.put(names.get(i), scanner.text(i));
            }
        }
        return new Row(scanner.line(), values, null);
    }
}
