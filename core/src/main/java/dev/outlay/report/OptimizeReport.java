package dev.outlay.report;

import dev.outlay.recommend.Inquiry;
import dev.outlay.recommend.WastedGpus;
import dev.outlay.units.Decimals;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The under-used GPUs by the money that was wasted on them, with whose they are.
final class OptimizeReport implements Report {

    private static final int SHOWN = 20;
    private static final int SHOWN_DIGITS = 6;
    private static final Parameter LIMIT = Parameter.one("limit", "50", "How many to show (default: " + SHOWN + ")");

    @Override
    public String name() {
        return "optimize";
    }

    @Override
    public String description() {
        return "Under-used GPUs by wasted money, with their owner, how they are used, and the advice that helps most.";
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>(List.of(LIMIT));
        all.addAll(Period.PARAMETERS);
        return all;
    }

    @Override
    public List<String> examples() {
        return List.of("optimize --last 7d    # where most money was wasted last week");
    }

    @Override
    public Table answer(Parameters parameters, Desk desk) {
        Inquiry inquiry = RecommendReport.inquiry(parameters, desk);
        int limit = parameters.one(LIMIT.name(), Texts::count).orElse(SHOWN);
        WastedGpus wasted = WastedGpus.of(inquiry);
        List<List<@Nullable String>> rows = new ArrayList<>();
        wasted.all().stream().limit(limit).forEach(one -> rows.add(row(one, rows.size() + 1)));
        Map<String, @Nullable String> heading = new LinkedHashMap<>();
        heading.put("from", inquiry.span().from().toString());
        heading.put("to", inquiry.span().to().toString());
        wasted.wastedByCurrency()
                .forEach((currency, sum) -> heading.put(
                        "wasted_" + currency,
                        Texts.money(sum.rounded(SHOWN_DIGITS).amount())));
        heading.put("shown", Integer.toString(rows.size()));
        heading.put("found", Integer.toString(wasted.all().size()));
        List<String> notes = new ArrayList<>();
        notes.add(
                "wasted = cost x coverage x (1 - mean use): money for GPU time in which, by what was measured, nothing"
                        + " ran; unmeasured time is never counted as wasted");
        if (wasted.unmeasured() > 0) {
            notes.add(wasted.unmeasured() + " more held GPUs and were not measured");
        }
        if (wasted.unpriced() > 0) {
            notes.add(wasted.unpriced() + " of those shown have no cost in one currency and stand last");
        }
        return Table.of(
                name(),
                heading,
                List.of(
                        Column.decimal("rank", null),
                        Column.text("about"),
                        Column.text("team"),
                        Column.text("gpu_model"),
                        Column.decimal("wasted", null),
                        Column.decimal("cost", null),
                        Column.text("currency"),
                        Column.decimal("mean", null),
                        Column.decimal("p95", null),
                        Column.decimal("peak", null),
                        Column.decimal("idle_share", null),
                        Column.decimal("coverage", null),
                        Column.text("profile"),
                        Column.text("advice")),
                rows,
                notes);
    }

    private static List<@Nullable String> row(WastedGpus.Wasted one, int rank) {
        return Arrays.asList(
                Integer.toString(rank),
                one.load().thing().toString(),
                one.load().owner().team(),
                one.load().hardware().gpuModel(),
                one.wasted() == null
                        ? null
                        : Texts.money(one.wasted().rounded(SHOWN_DIGITS).amount()),
                one.cost() == null ? null : Texts.money(one.cost().amount()),
                one.cost() == null ? null : one.cost().currency(),
                rounded(one.series().mean()),
                rounded(one.series().p95()),
                rounded(one.series().max()),
                rounded(one.series().idleShare()),
                rounded(one.coverage()),
                one.profile().text(),
                one.advice() == null ? null : one.advice().id());
    }

    private static @Nullable String rounded(@Nullable BigDecimal value) {
        return value == null ? null : Decimals.text(value.setScale(SHOWN_DIGITS, RoundingMode.HALF_EVEN));
    }
}
