package dev.outlay;

import dev.outlay.allocation.BillIntake;
import dev.outlay.ledger.Appended;
import dev.outlay.report.Column;
import dev.outlay.report.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What taking in a source did: the facts it added, the charges that were rated from them, and those by which a
/// bill took the place of an earlier one and of what was metered. Immutable.
public record Taken(String source, Appended facts, Appended rated, BillIntake.Outcome bills) {

    /// The outcome as one row, with notes for a person.
    public Table table() {
        Map<String, @Nullable String> heading = new LinkedHashMap<>();
        heading.put("source", source);
        heading.put("added", Long.toString(facts.added()));
        heading.put("known", Long.toString(facts.known()));
        heading.put("refused", Long.toString(facts.refused()));
        heading.put("rated", Long.toString(rated.added()));
        heading.put("revised", Long.toString(bills.revised()));
        heading.put("settled", Long.toString(bills.settled()));
        List<String> notes = new ArrayList<>();
        if (facts.refused() > 0) {
            notes.add("refused " + facts.refused() + " lines: see where and why with outlay report refused");
        }
        if (rated.refused() > 0) {
            notes.add(rated.refused() + " uses of these days cannot have happened as they stand and cost nothing: see"
                    + " outlay report refused");
        }
        if (facts.added() == 0 && facts.known() > 0) {
            notes.add("everything was in the ledger already: nothing changed");
        }
        if (bills.revised() > 0) {
            notes.add("replaced lines of bills that came before: where these files are parts of one bill, import it"
                    + " as one file");
        }
        List<String> row = heading.values().stream().map(String::valueOf).toList();
        return Table.of(
                "import",
                heading,
                List.of(
                        Column.text("source"),
                        Column.decimal("added", null),
                        Column.decimal("known", null),
                        Column.decimal("refused", null),
                        Column.decimal("rated", null),
                        Column.decimal("revised", null),
                        Column.decimal("settled", null)),
                List.of(new ArrayList<>(row)),
                notes);
    }
}
