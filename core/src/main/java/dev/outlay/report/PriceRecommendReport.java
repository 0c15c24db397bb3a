package dev.outlay.report;

import dev.outlay.ledger.CapacityType;
import dev.outlay.pricing.Judgement;
import dev.outlay.pricing.PriceStatistics;
import dev.outlay.pricing.SpotChoice;
import dev.outlay.pricing.SpotTerms;
import dev.outlay.pricing.Standing;
import dev.outlay.units.CallersMistake;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which offer to take for so many GPUs, spot or on-demand, and why.
final class PriceRecommendReport implements Report {

    private static final Duration WEEK = Duration.ofDays(7);
    private static final Parameter COUNT =
            Parameter.one("gpu-count", "8", "How many GPUs one machine has to have (default: 1)");
    private static final Parameter SAVING = Parameter.one(
            "min-saving", "30", "Spot has to save so many percent of the cheapest on-demand price (default: 20)");
    private static final Parameter INTERRUPTION = Parameter.one(
            "max-interruption",
            "10",
            "Spot is taken back from so many percent of machines a month at most (default: 20)");
    private static final Parameter UNKNOWN =
            Parameter.flag("accept-unknown", "Also take spot whose interruptions or price history are not known");
    private static final Parameter LIMIT = Parameter.one("limit", "50", "How many offers to show (default: 10)");

    @Override
    public String name() {
        return "price-recommend";
    }

    @Override
    public String description() {
        return "Which offer to take for so many GPUs now, spot or on-demand, and why.";
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>(List.of(
                PriceParameters.GPU,
                COUNT,
                PriceParameters.PROVIDER,
                PriceParameters.REGION,
                PriceParameters.REGION_LIKE,
                PriceParameters.INSTANCE));
        all.addAll(Period.PARAMETERS);
        all.addAll(List.of(SAVING, INTERRUPTION, UNKNOWN, PriceCheapestReport.CURRENCY, LIMIT));
        return all;
    }

    @Override
    public List<String> examples() {
        return List.of(
                "prices recommend --gpu A100 --gpu-count 8 --region us-east-1    # by the last 7 days",
                "prices recommend --gpu H100 --gpu-count 8 --last 30d --max-interruption 5");
    }

    @Override
    public Table answer(Parameters parameters, Desk desk) {
        parameters.required(PriceParameters.GPU);
        int limit = parameters.one(LIMIT.name(), Texts::count).orElse(10);
        SpotTerms terms = terms(parameters);
        Span over = PriceParameters.past(parameters, desk.now(), WEEK);
        if (over.to().isBefore(desk.now())) {
            throw new CallersMistake("to: the prices looked at end now (" + desk.now() + "), not at " + over.to());
        }
        String currency = PriceCheapestReport.currency(parameters);
        BigDecimal count = parameters.one(COUNT.name(), Texts::positive).orElse(BigDecimal.ONE);
        List<Standing> all = PriceCheapestReport.standing(
                parameters,
                desk,
                count,
                PriceStatistics.withEnd(over),
                Set.of(CapacityType.ON_DEMAND, CapacityType.SPOT));
        List<String> notes = PriceCheapestReport.others(currency, all);
        List<Judgement> judged = SpotChoice.among(PriceCheapestReport.in(currency, all), terms, over);
        if (judged.isEmpty()) {
            throw new CallersMistake("no price in " + currency + " holds now for " + OfferParameters.asked(parameters)
                    + ": leave a condition out, or take prices in with outlay prices fetch");
        }
        Map<String, @Nullable String> heading = new LinkedHashMap<>();
        Judgement first = judged.getFirst();
        heading.put("recommendation", sentence(first));
        heading.put("offers", Integer.toString(judged.size()));
        heading.put("currency", currency);
        heading.put("from", over.from().toString());
        heading.put("to", over.to().toString());
        notes.addAll(notes(judged, terms));
        return Table.of(
                name(),
                heading,
                columns(currency),
                judged.stream().limit(limit).map(PriceRecommendReport::row).toList(),
                notes);
    }

    private static SpotTerms terms(Parameters parameters) {
        try {
            return new SpotTerms(
                    parameters.one(SAVING.name(), Texts::notNegative).orElse(SpotTerms.USUAL.leastSaving()),
                    parameters.one(INTERRUPTION.name(), Texts::count).orElse(SpotTerms.USUAL.mostInterruption()),
                    parameters.flag(UNKNOWN.name()));
        } catch (IllegalArgumentException e) {
            throw CallersMistake.of(e);
        }
    }

    private static String sentence(Judgement first) {
        Standing standing = first.standing();
        return first.verdict() == Judgement.Verdict.TAKE
                ? standing + " at " + standing.perHour() + " per hour: " + String.join("; ", first.reasons())
                : "none: no on-demand price is known and no spot offer meets the terms";
    }

    private static List<String> notes(List<Judgement> judged, SpotTerms terms) {
        List<String> notes = new ArrayList<>();
        Judgement taken = judged.getFirst();
        judged.stream()
                .filter(each -> each.verdict() == Judgement.Verdict.UNKNOWN)
                .filter(each ->
                        each.standing().perHour().compareTo(taken.standing().perHour()) < 0)
                .findFirst()
                .ifPresent(each -> notes.add("cheaper, but not known well enough to advise: " + each.standing() + " at "
                        + each.standing().perHour() + " per hour; " + String.join("; ", each.reasons())
                        + "; --accept-unknown takes it"));
        notes.add("spot is advised where it saves " + terms.leastSaving().toPlainString()
                + " % at least, is taken back from at most " + terms.mostInterruption()
                + " % of machines a month, and was never as dear as on-demand in the span; what an interruption costs"
                + " depends on the work's checkpoints and is in no price here");
        return notes;
    }

    private static List<Column> columns(String currency) {
        return List.of(
                Column.text("verdict"),
                Column.text("provider"),
                Column.text("sku"),
                Column.text("gpu_model"),
                Column.decimal("gpus", null),
                Column.text("region"),
                Column.text("zone"),
                Column.text("capacity_type"),
                Column.decimal("per_hour", currency),
                Column.decimal("saving_percent", "%"),
                Column.text("interruptions_per_month"),
                Column.decimal("mean", currency),
                Column.decimal("max", currency),
                Column.decimal("swing_percent", "%"),
                Column.text("why"),
                Column.text("price_date"),
                Column.text("kind"),
                Column.text("source"),
                Column.text("price_id"));
    }

    private static List<@Nullable String> row(Judgement judgement) {
        Standing standing = judgement.standing();
        PriceStatistics history = judgement.history();
        List<@Nullable String> row = new ArrayList<>();
        row.add(judgement.verdict().text());
        row.add(standing.provider());
        row.add(standing.sku());
        row.add(standing.gpuModel());
        row.add(Texts.decimalOrNull(standing.gpus()));
        row.add(standing.region());
        row.add(standing.zone());
        row.add(standing.capacityType().text());
        row.add(Texts.money(standing.perHour().amount()));
        row.add(PriceCells.percent(judgement.saving()));
        row.add(standing.interruption() == null ? null : standing.interruption().perMonth());
        row.add(
                history == null || history.mean() == null
                        ? null
                        : Texts.money(standing.perHour(history.mean()).amount()));
        row.add(
                history == null
                        ? null
                        : Texts.money(
                                standing.perHour(history.highest().amount()).amount()));
        row.add(
                history == null
                        ? null
                        : PriceCells.percent(history.swingPercent().orElse(null)));
        row.add(String.join("; ", judgement.reasons()));
        row.add(standing.rate().basis().date());
        row.add(standing.rate().basis().kind());
        row.add(standing.rate().basis().source());
        row.add(standing.rate().basis().priceId());
        return row;
    }
}
