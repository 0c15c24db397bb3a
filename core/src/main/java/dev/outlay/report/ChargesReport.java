package dev.outlay.report;

import dev.outlay.ledger.Charge;
import dev.outlay.ledger.RatedBy;
import dev.outlay.units.Decimals;
import dev.outlay.units.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The latest charges, each with what rated it.
final class ChargesReport implements Report {

    private static final int SHOWN = 20;
    private static final Comparator<Charge> OLDEST_FIRST = Comparator.comparing(Charge::at)
            .thenComparing(charge -> charge.origin().id());
    private static final Parameter LIMIT =
            Parameter.one("limit", "100", "How many charges to show (default: " + SHOWN + ")");

    @Override
    public String name() {
        return "charges";
    }

    @Override
    public String description() {
        return "The latest charges that pass the filters, with their owner, status and the price that rated each.";
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>(Filters.PARAMETERS);
        all.addAll(Period.PARAMETERS);
        all.add(LIMIT);
        all.add(Page.AFTER);
        return all;
    }

    @Override
    public List<String> examples() {
        return List.of(
                "report charges --last 24h --limit 50    # what the last day charged",
                "report charges --team vision --filter gpu-model=A100    # what is behind a figure of report cost");
    }

    @Override
    public Table answer(Parameters parameters, Desk desk) {
        Page page = Page.of(parameters, LIMIT, SHOWN);
        Page.Key after = page.key();
        Span span = Optional.ofNullable(Period.of(parameters, desk.now())).orElse(Span.EVER);
        var latest = new PriorityQueue<Charge>(OLDEST_FIRST);
        try (Stream<Charge> charges = desk.ledger().facts(Charge.class, span, Filters.of(parameters))) {
            charges.forEach(charge -> {
                if (after != null && key(charge).compareTo(after) >= 0) {
                    return;
                }
                latest.add(charge);
                // one more than is shown tells that there is a next page
                if (latest.size() > page.limit() + 1L) {
                    latest.remove();
                }
            });
        }
        Map<String, @Nullable String> heading = new LinkedHashMap<>();
        Page.Rows<Charge> shown =
                page.latestFirst(latest.stream().sorted(OLDEST_FIRST.reversed()).toList(), ChargesReport::key);
        heading.put("shown", Integer.toString(shown.rows().size()));
        shown.tell(heading);
        return Table.of(
                name(),
                heading,
                List.of(
                        Column.time("from"),
                        Column.time("to"),
                        Column.text("status"),
                        Column.text("provider"),
                        Column.text("service"),
                        Column.text("resource"),
                        Column.text("team"),
                        Column.text("project"),
                        Column.text("gpu_model"),
                        Column.decimal("gpu_hours", "GPU-hours"),
                        Column.text("use"),
                        Column.decimal("effective", null),
                        Column.text("currency"),
                        Column.text("rated_by"),
                        Column.text("origin"),
                        Column.text("run"),
                        Column.text("price_id"),
                        Column.text("formula")),
                shown.rows().stream().map(ChargesReport::row).toList(),
                latest.isEmpty() ? List.of("no charge was found: import some with outlay import") : List.of());
    }

    private static Page.Key key(Charge charge) {
        return new Page.Key(charge.at(), charge.origin().id());
    }

    private static List<@Nullable String> row(Charge charge) {
        RatedBy ratedBy = charge.ratedBy();
        List<@Nullable String> row = new ArrayList<>();
        row.add(charge.period().from().toString());
        row.add(charge.period().to().toString());
        row.add(charge.status().text());
        row.add(charge.place().provider());
        row.add(charge.product().serviceName());
        row.add(charge.product().resourceId());
        row.add(charge.owner().team());
        row.add(charge.owner().project());
        row.add(charge.use().gpuModel());
        row.add(
                charge.use().gpuSeconds() == null
                        ? null
                        : Decimals.text(Decimals.hours(charge.use().gpuSeconds())));
        row.add(charge.use().idle() ? "idle" : "used");
        row.add(Texts.moneyOrNull(charge.costs().effective()));
        row.add(charge.costs().priced() ? charge.costs().currency() : null);
        row.add(ratedBy == null ? null : ratedBy.source() + ", " + ratedBy.date() + ", " + ratedBy.kind());
        row.add(
                charge.origin().line() == null
                        ? charge.origin().id()
                        : charge.origin().where());
        row.add(charge.owner().run());
        row.add(ratedBy == null ? null : ratedBy.priceId());
        row.add(ChargeFormula.of(charge));
        return row;
    }
}
