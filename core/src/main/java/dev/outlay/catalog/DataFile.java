package dev.outlay.catalog;

import dev.outlay.units.Money;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads one data file of the catalog row by row: fields between tabs, rows under a group line, repeated texts by
/// code.
///
/// The format is described in the reference of the catalog. A file that breaks it is our own mistake, so everything
/// throws [IllegalStateException] with the file's name.
final class DataFile {

    private static final String[] NONE = {};

    private final String name;
    private final String text;
    private final Map<String, String> words = new HashMap<>();
    private final Map<String, Basis> bases = new HashMap<>();
    private final Map<String, Money> amounts = new HashMap<>();
    private final Map<String, Integer> columns = new HashMap<>();
    private int groupWidth;
    private @Nullable String only;
    private String[] group = NONE;
    private String[] row = NONE;
    private int groupNumber;
    private int position;

    private DataFile(String name, String text) {
        this.name = name;
        this.text = text;
    }

    /// All rows of a file, each made into a value.
    static <T> List<T> rows(String name, Function<DataFile, T> reader) {
        DataFile file = open(name);
        List<T> rows = new ArrayList<>();
        while (file.next()) {
            rows.add(reader.apply(file));
        }
        return List.copyOf(rows);
    }

    /// Opens a file of which only the groups whose first columns have these values are read.
    static DataFile openAt(String name, String... groupStart) {
        DataFile file = open(name);
        file.only = "=".concat(String.join("\t", groupStart));
        return file;
    }

    static DataFile open(String name) {
        try (InputStream stream = DataFile.class.getResourceAsStream(name.concat(".txt"))) {
            if (stream == null) {
                throw new IllegalStateException("the catalog lacks its file " + name + ".txt");
            }
            return new DataFile(name, new String(stream.readAllBytes(), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the catalog's file " + name + ".txt", e);
        }
    }

    /// Moves to the next row; false at the end.
    boolean next() {
        while (position < text.length()) {
            int end = text.indexOf('\n', position);
            int start = position;
            position = end + 1;
            switch (text.charAt(start)) {
                case '#' -> {}
                case '!' -> header(text.substring(start + 1, end).split("\t", -1));
                case '@' -> {
                    int tab = text.indexOf('\t', start);
                    words.put(text.substring(start + 1, tab), plain(text.substring(tab + 1, end)));
                }
                case '=' -> {
                    if (only != null && !startsAs(only, start)) {
                        position = groupNumber == 0 ? firstGroup(only, end) : text.length();
                        continue;
                    }
                    group = fields(start + 1, end, groupWidth);
                    groupNumber++;
                }
                default -> {
                    row = fields(start, end, columns.size() - groupWidth);
                    return true;
                }
            }
        }
        return false;
    }

    // groups that start alike stand together, so after the last of them there is nothing more to read
    private int firstGroup(String wanted, int from) {
        int found = text.indexOf(wanted, from);
        while (found >= 0 && !(text.charAt(found - 1) == '\n' && startsAs(wanted, found))) {
            found = text.indexOf(wanted, found + 1);
        }
        return found < 0 ? text.length() : found;
    }

    // whole columns: p4d.24xlarge is not to find a longer name that starts so
    private boolean startsAs(String wanted, int start) {
        int end = start + wanted.length();
        return text.startsWith(wanted, start) && (text.charAt(end) == '\t' || text.charAt(end) == '\n');
    }

    /// The number of the group in which the last row read stands, from 1; 0 in a file without groups.
    int groupNumber() {
        return groupNumber;
    }

    String text(String column) {
        String value = optional(column);
        if (value == null) {
            throw new IllegalStateException(name + ": no " + column + " in " + List.of(group) + List.of(row));
        }
        return value;
    }

    @Nullable
    String optional(String column) {
        Integer at = columns.get(column);
        if (at == null) {
            throw new IllegalStateException(name + ": no column is called " + column);
        }
        String value = at < groupWidth ? group[at] : row[at - groupWidth];
        return value.isEmpty() ? null : value;
    }

    BigDecimal decimal(String column) {
        return new BigDecimal(text(column));
    }

    @Nullable
    BigDecimal optionalDecimal(String column) {
        String value = optional(column);
        return value == null ? null : new BigDecimal(value);
    }

    int integer(String column) {
        return Integer.parseInt(text(column));
    }

    @Nullable
    Integer optionalInteger(String column) {
        String value = optional(column);
        return value == null ? null : Integer.valueOf(value);
    }

    /// The text that a coded column stands for.
    @Nullable
    String optionalWords(String column) {
        String code = optional(column);
        if (code == null) {
            return null;
        }
        String text = words.get(code);
        if (text == null) {
            throw new IllegalStateException(name + ": unknown code " + code);
        }
        return text;
    }

    String words(String column) {
        String text = optionalWords(column);
        return text == null ? text(column) : text;
    }

    /// US dollars; every price of the files is in them.
    @Nullable
    Money optionalDollars(String column) {
        String value = optional(column);
        if (value == null) {
            return null;
        }
        Money known = amounts.get(value);
        if (known == null) {
            known = Money.of("USD", value);
            amounts.put(value, known);
        }
        return known;
    }

    Money dollars(String column) {
        Money money = optionalDollars(column);
        return money == null ? Money.of("USD", text(column)) : money;
    }

    /// The basis of a row from its coded columns; equal ones are one object.
    Basis basis(String kindColumn, @Nullable String dateColumn, String sourceColumn) {
        String date = dateColumn == null ? null : optional(dateColumn);
        String key = text(kindColumn).concat("\t").concat(text(sourceColumn)).concat(date == null ? "" : date);
        Basis known = bases.get(key);
        if (known == null) {
            known = Basis.of(words(kindColumn), date == null ? null : new PriceDate(date), words(sourceColumn));
            bases.put(key, known);
        }
        return known;
    }

    // a mark behind a column's name says that it is coded, which only the writer of the file needs to know
    private void header(String[] line) {
        for (int i = 1; i < line.length; i++) {
            String column = line[i];
            columns.put(column.endsWith("*") ? column.substring(0, column.length() - 1) : column, columns.size());
        }
        if (line[0].equals("group")) {
            groupWidth = columns.size();
        }
    }

    // the files are ASCII, with other letters as in Java source
    private static String plain(String written) {
        int mark = written.indexOf('\\');
        if (mark < 0) {
            return written;
        }
        char letter = (char) Integer.parseInt(written.substring(mark + 2, mark + 6), 16);
        return plain(written.substring(0, mark) + letter + written.substring(mark + 6));
    }

    private String[] fields(int start, int end, int count) {
        String[] fields = new String[count];
        int from = start;
        for (int i = 0; i < count; i++) {
            int tab = from <= end ? text.indexOf('\t', from) : -1;
            int to = tab < 0 || tab > end ? end : tab;
            fields[i] = from < to ? plain(text.substring(from, to)) : "";
            from = to + 1;
        }
        if (from <= end) {
            throw new IllegalStateException(name + ": more fields than columns in " + text.substring(start, end));
        }
        return fields;
    }
}
