package dev.outlay.report;

import dev.outlay.ledger.Refusal;
import dev.outlay.units.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The lines that were refused: where they stand, which column is at fault, and why.
final class RefusedReport implements Report {

    private static final int SHOWN = 100;
    private static final Parameter LIMIT =
            Parameter.one("limit", "1000", "How many lines to show (default: " + SHOWN + ")");

    @Override
    public String name() {
        return "refused";
    }

    @Override
    public String description() {
        return "The lines that imports refused: document, line, column, value and reason.";
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>(Period.PARAMETERS);
        all.add(LIMIT);
        all.add(Page.AFTER);
        return all;
    }

    @Override
    public List<String> examples() {
        return List.of("report refused --last 24h    # what the last day's imports refused");
    }

    @Override
    public Table answer(Parameters parameters, Desk desk) {
        Page page = Page.of(parameters, LIMIT, SHOWN);
        Page.Key after = page.key();
        Span span = Optional.ofNullable(Period.of(parameters, desk.now())).orElse(Span.EVER);
        List<Refusal> first = new ArrayList<>();
        long[] found = {0, 0};
        try (Stream<Refusal> refusals = desk.ledger().facts(Refusal.class, span)) {
            refusals.forEach(refusal -> {
                found[0]++;
                if (after != null && key(refusal).compareTo(after) <= 0) {
                    return;
                }
                // one more than is shown tells that there is a next page
                if (found[1]++ <= page.limit()) {
                    first.add(refusal);
                }
            });
        }
        Map<String, @Nullable String> heading = new LinkedHashMap<>();
        heading.put("refused", Long.toString(found[0]));
        Page.Rows<Refusal> shown = page.earliestFirst(first, RefusedReport::key);
        heading.put("shown", Integer.toString(shown.rows().size()));
        shown.tell(heading);
        long more = found[1] - shown.rows().size();
        return Table.of(
                name(),
                heading,
                List.of(
                        Column.text("document"),
                        Column.decimal("line", null),
                        Column.text("column"),
                        Column.text("value"),
                        Column.text("reason"),
                        Column.time("read_at")),
                shown.rows().stream().map(RefusedReport::row).toList(),
                more > 0 ? List.of(more + " more: see them with --limit") : List.of());
    }

    private static Page.Key key(Refusal refusal) {
        return new Page.Key(refusal.at(), refusal.origin().id());
    }

    private static List<@Nullable String> row(Refusal refusal) {
        List<@Nullable String> row = new ArrayList<>();
        row.add(refusal.origin().document());
        row.add(refusal.origin().line() == null ? null : refusal.origin().line().toString());
        row.add(refusal.column());
        row.add(refusal.value());
        row.add(refusal.reason());
        row.add(refusal.at().toString());
        return row;
    }
}
