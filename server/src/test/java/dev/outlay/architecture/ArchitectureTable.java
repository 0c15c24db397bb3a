package dev.outlay.architecture;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The tables of ARCHITECTURE.md, as written: which packages there are and what each may import.
///
/// A table is known by its first column, `module` or `package`; other tables are passed over. A package row holds
/// four cells (package, may import, since, purpose), a module row three (module, may depend on, purpose). In `may
/// import`, `core` names every package of the table that stands first, `a.*` every package below `a`, and any other
/// word the package of that name.
record ArchitectureTable(Map<String, Row> packages, Map<String, Set<String>> modules) {
    static final String ROOT = "(root)";
    private static final String CORE = "core";

    /// One package: the words of its `may import`, whether it has yet to be written, and whether it is of core.
    record Row(String name, List<String> mayImport, boolean planned, boolean core) {}

    static ArchitectureTable parse(String markdown) {
        var packages = new LinkedHashMap<String, Row>();
        var modules = new LinkedHashMap<String, Set<String>>();
        String kind = "";
        int packageTables = 0;
        for (String line : markdown.lines().toList()) {
            if (!line.startsWith("|")) {
                kind = "";
                continue;
            }
            List<String> cells = cells(line);
            if (kind.isEmpty()) {
                kind = cells.getFirst();
                packageTables += kind.equals("package") ? 1 : 0;
                continue;
            }
            if (cells.getFirst().startsWith("-")) {
                continue;
            }
            String name = cells.getFirst();
            if (kind.equals("package")) {
                require(cells.size() == 4 && !packages.containsKey(name), line);
                boolean planned = cells.get(2).equals("planned");
                packages.put(name, new Row(name, words(cells.get(1)), planned, packageTables == 1));
            } else if (kind.equals("module")) {
                require(cells.size() == 3 && !modules.containsKey(name), line);
                modules.put(name, new TreeSet<>(words(cells.get(1))));
            }
        }
        require(!packages.isEmpty(), "(no table of packages)");
        return new ArchitectureTable(packages, modules);
    }

    /// The names of the packages that `row` may import. A word that names none comes back as it is.
    Set<String> allowed(Row row) {
        return row.mayImport().stream()
                .flatMap(word -> packages.containsKey(word) || !expands(word)
                        ? Stream.of(word)
                        : packages.values().stream()
                                .filter(other -> word.equals(CORE)
                                        ? other.core()
                                        : other.name().startsWith(word.substring(0, word.length() - 1)))
                                .map(Row::name))
                .filter(name -> !name.equals(row.name()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean expands(String word) {
        return word.equals(CORE) || word.endsWith(".*");
    }

    private static List<String> cells(String line) {
        var cells = new ArrayList<String>();
        String inside = line.substring(1, line.endsWith("|") ? line.length() - 1 : line.length());
        for (String cell : inside.split("\\|", -1)) {
            cells.add(cell.strip());
        }
        return cells;
    }

    private static List<String> words(String cell) {
        return cell.isEmpty() ? List.of() : List.of(cell.split("\\s+"));
    }

    private static void require(boolean holds, String line) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "a row of ARCHITECTURE.md has too few or too many cells, or is there" + " twice: " + line);
        }
    }
}
