package dev.outlay.server;

import dev.outlay.connect.json.Json;
import dev.outlay.connect.json.JsonDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A dashboard of Grafana as its file has it.
record Dashboard(Path file, String uid, List<String> links, List<String> variables, List<Panel> panels) {

    private static final Path FOLDER = Path.of("../deploy/grafana");

    /// A panel with its place on a grid of 24 columns.
    record Panel(
            int id,
            String title,
            String datasource,
            String unit,
            int steps,
            List<String> queries,
            int x,
            int y,
            int width,
            int height) {

        boolean overlaps(Panel other) {
            return x < other.x + other.width
                    && other.x < x + width
                    && y < other.y + other.height
                    && other.y < y + height;
        }
    }

    static List<Dashboard> all() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<Path> json = files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
            List<Dashboard> all = new ArrayList<>();
            for (Path file : json) {
                all.add(read(file));
            }
            return all;
        }
    }

    /// Every query of every panel.
    List<String> queries() {
        return panels.stream().flatMap(panel -> panel.queries().stream()).toList();
    }

    private static Dashboard read(Path file) throws IOException {
        try (var document = new JsonDocument(Files.newInputStream(file))) {
            document.next();
            Json json = document.value();
            return new Dashboard(
                    file,
                    text(json, "uid"),
                    items(json, "links").stream().map(link -> text(link, "url")).toList(),
                    items(at(json, "templating"), "list").stream()
                            .map(variable -> text(variable, "name"))
                            .toList(),
                    items(json, "panels").stream().map(Dashboard::panel).toList());
        }
    }

    private static Panel panel(Json json) {
        Json defaults = at(at(json, "fieldConfig"), "defaults");
        Json place = at(json, "gridPos");
        return new Panel(
                number(json, "id"),
                text(json, "title"),
                text(at(json, "datasource"), "uid"),
                text(defaults, "unit"),
                items(at(defaults, "thresholds"), "steps").size(),
                items(json, "targets").stream()
                        .map(target -> text(target, "expr"))
                        .toList(),
                number(place, "x"),
                number(place, "y"),
                number(place, "w"),
                number(place, "h"));
    }

    private static int number(Json json, String name) {
        return Integer.parseInt(text(json, name));
    }

    private static String text(Json json, String name) {
        return Objects.requireNonNull(at(json, name).scalar(), name);
    }

    private static List<Json> items(Json json, String name) {
        return at(json, name) instanceof Json.Items items ? items.values() : List.of();
    }

    private static Json at(@Nullable Json json, String name) {
        return json instanceof Json.Fields fields
                ? Objects.requireNonNull(
                        fields.get(name), () -> name + " of " + fields.values().keySet())
                : new Json.Nothing();
    }

    @Override
    public String toString() {
        return String.valueOf(file.getFileName());
    }
}
