package dev.outlay.cli.print;

import dev.outlay.report.Column;
import dev.outlay.report.Table;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// An answer as aligned text for a person.
///
/// Decimals are rounded half-even, to cents where they are money and to four digits otherwise, grouped in thousands
/// and aligned at the right; other forms print them in full. What is not known is a dash. Colour marks headings and
/// notes, on a terminal only.
final class TextTable {

    private static final String BOLD = "\u001b[1m";
    private static final String FAINT = "\u001b[2m";
    private static final String RED = "\u001b[31m";
    private static final String PLAIN = "\u001b[0m";
    private static final int WIDEST = 60;

    private final boolean colour;

    TextTable(boolean colour) {
        this.colour = colour;
    }

    String text(Table table) {
        var text = new StringBuilder();
        heading(table, text);
        if (!table.rows().isEmpty()) {
            text.append(text.isEmpty() ? "" : "\n");
            rows(table, text);
        }
        for (Table part : table.parts()) {
            if (!part.rows().isEmpty()) {
                text.append('\n')
                        .append(styled(BOLD, part.name().replace('_', ' ')))
                        .append('\n');
                text.append(text(part));
            }
        }
        if (!table.notes().isEmpty()) {
            text.append('\n');
            table.notes()
                    .forEach(note -> text.append(styled(FAINT, "  " + note)).append('\n'));
        }
        return text.toString();
    }

    private void heading(Table table, StringBuilder text) {
        int width =
                table.heading().keySet().stream().mapToInt(String::length).max().orElse(0);
        for (Map.Entry<String, @Nullable String> entry : table.heading().entrySet()) {
            if (entry.getValue() != null) {
                String name = entry.getKey().replace('_', ' ');
                text.append(styled(FAINT, name + " ".repeat(width - name.length() + 2)))
                        .append(
                                entry.getKey().equals("total")
                                        ? styled(BOLD, grouped(entry.getValue(), 2))
                                        : entry.getValue())
                        .append('\n');
            }
        }
    }

    private void rows(Table table, StringBuilder text) {
        List<Column> columns = table.columns();
        List<List<String>> cells = new ArrayList<>();
        table.rows()
                .forEach(row -> cells.add(IntStream.range(0, columns.size())
                        .mapToObj(i -> cell(columns.get(i), row.get(i)))
                        .toList()));
        int[] widths = IntStream.range(0, columns.size())
                .map(i -> Math.max(
                        title(columns.get(i)).length(),
                        cells.stream()
                                .mapToInt(row -> row.get(i).length())
                                .max()
                                .orElse(0)))
                .toArray();
        List<String> titles = columns.stream().map(TextTable::title).toList();
        text.append(styled(BOLD, line(columns, titles, widths))).append('\n');
        for (List<String> row : cells) {
            String line = line(columns, row, widths);
            boolean negative = IntStream.range(0, columns.size())
                    .anyMatch(i -> columns.get(i).kind() == Column.Kind.DECIMAL
                            && row.get(i).startsWith("-")
                            && row.get(i).length() > 1);
            text.append(negative ? styled(RED, line) : line).append('\n');
        }
    }

    private static String line(List<Column> columns, List<String> cells, int[] widths) {
        return IntStream.range(0, cells.size())
                .mapToObj(i -> {
                    String space = " ".repeat(widths[i] - cells.get(i).length());
                    return columns.get(i).kind() == Column.Kind.DECIMAL ? space + cells.get(i) : cells.get(i) + space;
                })
                .collect(Collectors.joining("  "))
                .stripTrailing();
    }

    private static String title(Column column) {
        String name = column.name().replace('_', ' ');
        return column.unit() == null || name.contains(column.unit().toLowerCase(Locale.ROOT))
                ? name
                : name + " " + column.unit();
    }

    private static String cell(Column column, @Nullable String value) {
        if (value == null) {
            return column.absent();
        }
        return switch (column.kind()) {
            case DECIMAL -> grouped(value, isMoney(column) ? 2 : 4);
            case TIME -> value.replace("T00:00:00Z", "");
            case TEXT -> value.length() <= WIDEST ? value : value.substring(0, WIDEST - 3) + "...";
        };
    }

    private static boolean isMoney(Column column) {
        String unit = Objects.requireNonNullElse(column.unit(), "");
        return unit.length() == 3 && unit.chars().allMatch(Character::isUpperCase);
    }

    /// Rounds to so many digits, but keeps three that tell something of an amount below a cent, and groups
    /// thousands.
    private static String grouped(String value, int digits) {
        BigDecimal exact = new BigDecimal(value);
        int scale = exact.signum() != 0 && exact.abs().compareTo(BigDecimal.ONE.movePointLeft(digits)) < 0
                ? Math.min(exact.scale(), exact.scale() - exact.precision() + 3)
                : Math.min(digits, Math.max(exact.scale(), digits == 2 ? 2 : 0));
        String plain = exact.setScale(scale, RoundingMode.HALF_EVEN).toPlainString();
        int point = plain.indexOf('.');
        String whole = point < 0 ? plain : plain.substring(0, point);
        return whole.replaceAll("(\\d)(?=(\\d{3})+$)", "$1,") + (point < 0 ? "" : plain.substring(point));
    }

    private String styled(String style, String text) {
        return colour ? style + text + PLAIN : text;
    }
}
