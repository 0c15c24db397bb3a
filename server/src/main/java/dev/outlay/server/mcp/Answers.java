package dev.outlay.server.mcp;

import dev.outlay.connect.json.JsonTree;
import dev.outlay.connect.json.TableJson;
import dev.outlay.ledger.LedgerException;
import dev.outlay.ledger.SourceException;
import dev.outlay.report.Table;
import dev.outlay.server.problem.ProblemException;
import dev.outlay.units.CallersMistake;
import io.quarkiverse.mcp.server.TextContent;
import io.quarkiverse.mcp.server.ToolResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/// How answers and failures are handed to an agent. Thread-safe.
final class Answers {

    /// The most rows of a table that an agent is handed: more would fill what it can hold in mind.
    static final int MOST_ROWS = 300;

    /// The schema of every answer: a table as REST gives it.
    static final Map<String, Object> SCHEMA = Map.of(
            "type",
            "object",
            "description",
            "A table: what holds for the whole answer by name, then rows. Every value is a string or null, which is"
                    + " what is not known; decimals are in full.",
            "properties",
            Map.of(
                    "rows",
                    Map.of(
                            "type",
                            "array",
                            "items",
                            Map.of(
                                    "type",
                                    "object",
                                    "additionalProperties",
                                    Map.of("type", List.of("string", "null")))),
                    "columns",
                    Map.of(
                            "type",
                            "array",
                            "items",
                            Map.of(
                                    "type",
                                    "object",
                                    "properties",
                                    Map.of(
                                            "name", Map.of("type", "string"),
                                            "kind",
                                                    Map.of(
                                                            "type",
                                                            "string",
                                                            "enum",
                                                            List.of("text", "decimal", "time")),
                                            "unit", Map.of("type", List.of("string", "null"))),
                                    "required",
                                    List.of("name", "kind", "unit"))),
                    "notes",
                    Map.of("type", "array", "items", Map.of("type", "string"))),
            "required",
            List.of("rows", "columns", "notes"));

    private static final Logger LOG = Logger.getLogger(Answers.class);

    private Answers() {}

    static ToolResponse of(Table table) {
        String json = TableJson.text(cut(table));
        try {
            Object tree = JsonTree.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
            return new ToolResponse(false, List.of(new TextContent(json)), tree, Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException("our own table is no JSON", e);
        }
    }

    /// The sentence of a failure, marked as an error, which is what a model can act on. A bug is told by the id
    /// under which the log has it.
    static ToolResponse of(String tool, Exception failure) {
        return ToolResponse.error(sentence(tool, failure));
    }

    static String sentence(String what, Exception failure) {
        return switch (failure) {
            case ProblemException refused ->
                refused.problem().detail() + ". " + refused.problem().remedy();
            case CallersMistake mistake -> Input.plain(String.valueOf(mistake.getMessage()));
            case SourceException outside -> Input.plain(String.valueOf(outside.getMessage()));
            case LedgerException ledger -> String.valueOf(ledger.getMessage());
            default -> {
                String id = UUID.randomUUID().toString();
                LOG.error("bug " + id + " in " + what, failure);
                yield "this is a bug of Outlay, logged as " + id + " where the server runs: report it with the lines"
                        + " under that id";
            }
        };
    }

    /// The table without the rows that are too many; what holds for the whole of it still does.
    static Table cut(Table table) {
        List<Table> parts = table.parts().stream().map(Answers::cut).toList();
        List<String> notes =
                new ArrayList<>(table.notes().stream().map(Input::plain).toList());
        if (table.rows().size() <= MOST_ROWS) {
            return Table.of(table.name(), table.heading(), table.columns(), table.rows(), notes, parts);
        }
        notes.add("only the first " + MOST_ROWS + " of " + table.rows().size() + " rows are here: ask for fewer with a"
                + " limit, a shorter span, filters or fewer dimensions; sums above are of all rows");
        return Table.of(
                table.name(), table.heading(), table.columns(), table.rows().subList(0, MOST_ROWS), notes, parts);
    }
}
