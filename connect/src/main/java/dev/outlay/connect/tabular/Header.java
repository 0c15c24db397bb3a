package dev.outlay.connect.tabular;

import dev.outlay.ledger.SourceException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Where the columns of a format stand in one file.
///
/// `positions` are those of the format's columns, -1 where the file lacks one; `names` are all columns of the file.
final class Header {

    private static final int MOST_NAMES_SHOWN = 12;

    private final List<String> names;
    private final int[] positions;

    private Header(List<String> names, int[] positions) {
        this.names = List.copyOf(names);
        this.positions = positions;
    }

    List<String> names() {
        return names;
    }

    /// The place of a column of the format in the file, -1 where the file lacks it or there is no such column.
    int position(int column) {
        return column < 0 ? -1 : positions[column];
    }

    /// The places of all columns of the format but one.
    int[] positionsWithout(int column) {
        return IntStream.range(0, positions.length)
                .filter(index -> index != column)
                .map(index -> positions[index])
                .toArray();
    }

    /// Finds the columns of a format among the names of a file. Throws [SourceException] where a required one is
    /// missing or one is there twice, saying what was found.
    static Header of(TableFormat format, List<String> names, String document) throws SourceException {
        List<String> missing = new ArrayList<>();
        int[] positions = new int[format.columns().size()];
        Arrays.fill(positions, -1);
        for (int i = 0; i < positions.length; i++) {
            Column column = format.columns().get(i);
            for (int at = 0; at < names.size(); at++) {
                if (column.isCalled(names.get(at))) {
                    if (positions[i] >= 0) {
                        throw SourceException.callersMistake(document + " names the column " + column.name()
                                + " twice, as " + names.get(positions[i]) + " and as " + names.get(at)
                                + ": keep one of them.");
                    }
                    positions[i] = at;
                }
            }
            if (positions[i] < 0 && column.required()) {
                missing.add(column.name());
            }
        }
        if (!missing.isEmpty()) {
            throw SourceException.callersMistake(document + " is not " + format.what() + ": it lacks the column"
                    + (missing.size() == 1 ? " " : "s ") + String.join(", ", missing) + ". Found " + found(names) + ". "
                    + hint(names) + "The form is described in " + format.guide() + ".");
        }
        return new Header(names, positions);
    }

    private static String plain(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    private static String found(List<String> names) {
        String shown = names.stream()
                .limit(MOST_NAMES_SHOWN)
                .map(name -> name.length() > 40 ? name.substring(0, 40) + "..." : name)
                .collect(Collectors.joining(", "));
        return names.size() > MOST_NAMES_SHOWN ? shown + " and " + (names.size() - MOST_NAMES_SHOWN) + " more" : shown;
    }

    private static String hint(List<String> names) {
        List<String> plain = names.stream().map(Header::plain).toList();
        if (names.size() == 1 && names.getFirst().matches("(?s).*[;\\t|].*")) {
            return "Its columns are not separated by commas: write it with commas. ";
        }
        if (plain.contains("billedcost")) {
            return "It looks like a FOCUS bill: try import focus. ";
        }
        if (plain.contains("price") && plain.contains("provider")) {
            return "It looks like a price file: try import prices. ";
        }
        return plain.contains("start") && plain.contains("end") ? "It looks like a usage file: try import usage. " : "";
    }
}
