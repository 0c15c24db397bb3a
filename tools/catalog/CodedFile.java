import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// One data file of the catalog: rows under group lines, sorted, with long repeated texts coded.
///
/// A code is the start of a hash of its text, not a running number, so that a new source adds a line and shifts no
/// other.
final class CodedFile {

    private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)?");

    private final String name;
    private final List<Map<String, String>> rows;
    private final List<String> group;
    private final List<String> row;

    /// Column names stand between blanks; one that ends in `*` is coded.
    CodedFile(String name, List<Map<String, String>> rows, String groupColumns, String rowColumns) {
        this.name = name;
        this.rows = rows;
        group = columns(groupColumns);
        row = columns(rowColumns);
    }

    void write(Path folder) throws IOException {
        Map<String, String> codes = codes();
        StringBuilder text = new StringBuilder();
        text.append("# Outlay catalog: ").append(name).append(". Built by tools/catalog/BuildCatalog.java from ");
        text.append("published facts; see docs/reference/catalog.md. Do not edit by hand.\n");
        text.append("!group\t").append(String.join("\t", group)).append('\n');
        text.append("!row\t").append(String.join("\t", row)).append('\n');
        Map<String, String> dictionary = new TreeMap<>();
        codes.forEach((word, code) -> dictionary.put(code, word));
        dictionary.forEach((code, word) -> text.append('@').append(code).append('\t').append(word).append('\n'));
        Map<String, List<String>> groups = new TreeMap<>(CodedFile::naturally);
        for (Map<String, String> cells : rows) {
            groups.computeIfAbsent(line(cells, group, codes), any -> new ArrayList<>()).add(line(cells, row, codes));
        }
        groups.forEach((head, lines) -> {
            if (!group.isEmpty()) {
                text.append('=').append(head).append('\n');
            }
            lines.stream().sorted(CodedFile::naturally).forEach(line -> text.append(line).append('\n'));
        });
        Files.writeString(folder.resolve(name + ".txt"), ascii(text), StandardCharsets.US_ASCII);
        System.out.println(name + ": " + rows.size() + " rows in " + groups.size() + " groups, " + text.length() + " letters");
    }

    /// Other letters as in Java source, because a file of ASCII alone becomes text without being decoded letter by letter.
    private static String ascii(CharSequence text) {
        StringBuilder ascii = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter == '\\') {
                throw new IllegalStateException("a backslash is a mark of the format");
            }
            ascii.append(letter < 128 ? String.valueOf(letter) : String.format("\\u%04x", (int) letter));
        }
        return ascii.toString();
    }

    private static List<String> columns(String names) {
        return names.isEmpty() ? List.of() : List.of(names.split(" "));
    }

    private static String line(Map<String, String> cells, List<String> columns, Map<String, String> codes) {
        List<String> fields = new ArrayList<>();
        for (String column : columns) {
            boolean coded = column.endsWith("*");
            String value = cells.get(coded ? column.substring(0, column.length() - 1) : column);
            if (value == null || value.matches("(?s).*[\t\n\r].*")) {
                throw new IllegalStateException("no value, or one with a tab or a new line, for " + column + ": " + cells);
            }
            fields.add(coded && !value.isEmpty() ? codes.get(value) : value);
        }
        String line = String.join("\t", fields);
        if (!line.isEmpty() && "#!@=".indexOf(line.charAt(0)) >= 0) {
            throw new IllegalStateException("a row must not start with a mark of the format: " + line);
        }
        return line.replaceAll("\t+$", "");
    }

    private Map<String, String> codes() {
        Set<String> words = new TreeSet<>();
        for (List<String> columns : List.of(group, row)) {
            for (String column : columns) {
                if (column.endsWith("*")) {
                    rows.forEach(cells -> words.add(cells.get(column.substring(0, column.length() - 1))));
                }
            }
        }
        words.remove("");
        for (int length = 3; ; length++) {
            Map<String, String> codes = new LinkedHashMap<>();
            for (String word : words) {
                codes.put(word, hash(word).substring(0, length));
            }
            if (Set.copyOf(codes.values()).size() == words.size()) {
                return codes;
            }
        }
    }

    private static String hash(String word) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(word.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Field by field, numbers by value, so that 1024 follows 100.
    private static int naturally(String left, String right) {
        String[] a = left.split("\t", -1);
        String[] b = right.split("\t", -1);
        for (int i = 0; i < Math.min(a.length, b.length); i++) {
            boolean numbers = NUMBER.matcher(a[i]).matches() && NUMBER.matcher(b[i]).matches();
            int order = numbers ? new BigDecimal(a[i]).compareTo(new BigDecimal(b[i])) : a[i].compareTo(b[i]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.length, b.length);
    }
}
