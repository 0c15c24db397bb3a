package dev.outlay.server.access;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The one table of what a request needs, by its method and path. What it does not name needs an administrator who
/// sees all teams, so that an address that is added without a row here is closed, not open.
public final class Rights {

    private static final String READ = "GET HEAD";
    private static final String WRITE = "POST PUT PATCH DELETE";

    // the first row that matches counts; * is one part of a path, ** is all that is left of it
    private static final List<Row> ROWS = table(
            open("/ /index.html /favicon.ico /assets/** /_static/** /health /health/*"),
            viewer(READ, "/openapi /api/v1/feeds /api/v1/imports"),
            row(READ, Role.ADMIN, true, "/api/v1/settings /api/v1/tokens /api/v1/reports/audit"),
            row(READ, Role.VIEWER, true, "/metrics /api/v1/alerts/rules /api/v1/channels /api/v1/automation/*"),
            viewer(READ, "/api/v1/reports /api/v1/reports/*"),
            viewer(READ, "/api/v1/cost /api/v1/offers /api/v1/estimate /api/v1/compare /api/v1/charges"),
            viewer(READ, "/api/v1/exports/* /api/v1/budgets /api/v1/alerts /api/v1/alerts/*"),
            viewer(READ, "/api/v1/events /api/v1/events/* /api/v1/runs /api/v1/runs/*"),
            viewer(READ, "/api/v1/predictions/evaluation"),
            viewer("POST", "/api/v1/predictions /api/v1/predictions/evaluation"),
            // these compute and write nothing; a check that reserves asks for an editor itself
            viewer("POST", "/api/v1/queue/plan /api/v1/focus/validations /api/v1/budgets/check"),
            // each tool asks for what it needs
            viewer("GET POST DELETE", "/mcp /mcp/**"),
            editor("POST", "/api/v1/imports /api/v1/runs /api/v1/runs/** /api/v1/usage"),
            editor("POST", "/api/v1/budgets/record /api/v1/budgets/release"),
            editor("POST", "/api/v1/alerts/*/acknowledge /api/v1/alerts/*/resolve"),
            row("PUT", Role.EDITOR, true, "/api/v1/budgets"),
            row("POST", Role.EDITOR, true, "/api/v1/budgets/create /api/v1/budgets/reset /api/v1/budgets/delete"),
            row("POST", Role.EDITOR, true, "/api/v1/advice/*/*"),
            row("POST", Role.EDITOR, true, "/api/v1/alerts/silences /api/v1/alerts/silences/*/end"),
            row("POST", Role.EDITOR, true, "/api/v1/prices/fetch /api/v1/alerts/check"),
            row("POST", Role.EDITOR, true, "/api/v1/grids/fetch /api/v1/rate"),
            row("POST", Role.EDITOR, true, "/api/v1/channels/*/test /api/v1/deliveries/retry"),
            row("POST", Role.APPROVER, true, "/api/v1/budgets/approve /api/v1/budgets/override"),
            row("POST", Role.APPROVER, true, "/api/v1/statements"),
            row("POST", Role.ADMIN, true, "/api/v1/budgets/policy"),
            row(WRITE, Role.ADMIN, true, "/api/v1/automation/* /api/v1/tokens /api/v1/tokens/**"));

    private Rights() {}

    /// Throws [IllegalArgumentException] where a row names what another does: whoever changes one of them would
    /// believe to have changed the right.
    static List<Row> table(Row... rows) {
        Set<String> named = new HashSet<>();
        for (Row row : rows) {
            for (String method : row.methods) {
                for (String[] path : row.paths) {
                    String what = method + " " + String.join("/", path);
                    if (!named.add(what)) {
                        throw new IllegalArgumentException("the table of rights names " + what + " twice");
                    }
                }
            }
        }
        return List.of(rows);
    }

    /// What a request needs; `path` is without the query, normalized.
    public static Right of(String method, String path) {
        return ROWS.stream()
                .filter(row -> row.isOf(method, path))
                .findFirst()
                .map(Row::right)
                .orElse(Right.UNNAMED);
    }

    /// Whether the table names a request, so that somebody has thought of what it needs.
    public static boolean isNamed(String method, String path) {
        return !of(method, path).equals(Right.UNNAMED)
                || ROWS.stream().anyMatch(row -> row.right.equals(Right.UNNAMED) && row.isOf(method, path));
    }

    private static boolean matches(String[] pattern, String[] parts) {
        for (int i = 0; i < pattern.length; i++) {
            if (pattern[i].equals("**")) {
                return parts.length > i;
            }
            if (i >= parts.length || (pattern[i].equals("*") ? parts[i].isEmpty() : !pattern[i].equals(parts[i]))) {
                return false;
            }
        }
        return parts.length == pattern.length;
    }

    private static Row open(String paths) {
        return new Row(Set.of("GET", "HEAD"), split(paths), Right.PUBLIC);
    }

    private static Row viewer(String methods, String paths) {
        return row(methods, Role.VIEWER, false, paths);
    }

    private static Row editor(String methods, String paths) {
        return row(methods, Role.EDITOR, false, paths);
    }

    static Row row(String methods, Role role, boolean allTeams, String paths) {
        return new Row(new HashSet<>(Arrays.asList(methods.split(" ", -1))), split(paths), new Right(role, allTeams));
    }

    private static List<String[]> split(String paths) {
        return Arrays.stream(paths.split(" ", -1))
                .map(path -> path.split("/", -1))
                .toList();
    }

    record Row(Set<String> methods, List<String[]> paths, Right right) {

        boolean isOf(String method, String path) {
            String[] parts = path.split("/", -1);
            return methods.contains(method) && paths.stream().anyMatch(pattern -> matches(pattern, parts));
        }
    }
}
