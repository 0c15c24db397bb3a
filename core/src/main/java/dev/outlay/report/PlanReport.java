package dev.outlay.report;

import dev.outlay.catalog.UnknownNameException;
import dev.outlay.estimate.Choice;
import dev.outlay.estimate.Coverage;
import dev.outlay.estimate.Limits;
import dev.outlay.estimate.Plan;
import dev.outlay.estimate.PlanQuestion;
import dev.outlay.estimate.Planner;
import dev.outlay.estimate.Planners;
import dev.outlay.estimate.Relaxation;
import dev.outlay.estimate.Scaling;
import dev.outlay.units.CallersMistake;
import dev.outlay.units.Decimals;
import dev.outlay.units.Money;
import dev.outlay.units.Share;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where, on what and how work is best run within limits; or what would do instead where nothing keeps them.
final class PlanReport implements Report {

    private static final int SHOWN = 10;
    private static final BigDecimal HOURS_PER_DAY = BigDecimal.valueOf(24);
    private static final Parameter PARETO =
            Parameter.flag("pareto", "Also all plans that no other beats in cost, time and carbon at once");
    private static final Parameter SCALING =
            Parameter.flag("scaling", "Also the first plan on every number of machines, and where more stop paying");
    private static final Parameter VALUE =
            Parameter.one("value", "20000", "What the finished work is worth, for the return on its cost");
    private static final Parameter VALUE_PER_DAY =
            Parameter.one("value-per-day", "500", "What each day that it ends earlier is worth, for --scaling");
    private static final Parameter START_WITHIN = Parameter.one(
            "start-within",
            "2d",
            "Also the cheapest and the greenest hour to start the first plan, by hourly figures of the ledger");
    private static final Parameter LIMIT =
            Parameter.one("limit", "20", "How many offers to show (default: " + SHOWN + ")");

    @Override
    public String name() {
        return "plan";
    }

    @Override
    public String description() {
        return "Where, on what and how work is best run within a budget, a deadline and other limits.";
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>(PlanWork.ALL);
        all.addAll(PlanParameters.ALL);
        OfferParameters.ALL.stream()
                .filter(parameter -> !parameter.equals(OfferParameters.GPU_COUNT))
                .forEach(all::add);
        all.addAll(List.of(
                WorkParameters.UTILIZATION,
                WorkParameters.LEDGER_PRICES,
                PARETO,
                SCALING,
                VALUE,
                VALUE_PER_DAY,
                START_WITHIN,
                LIMIT));
        return all;
    }

    @Override
    public List<String> examples() {
        return List.of(
                "plan --params 7e9 --tokens 140e9 --budget 5000 --deadline 7d    # a 7B model for 5,000 USD in a week",
                "plan --params 7B --tokens 140B --deadline 7d --region-like europe --objective carbon    # the cleanest in Europe",
                "plan --params 70B --tokens 1T --gpu H100 --capacity reserved --scaling    # how many H100s pay",
                "plan --gpu-hours 400 --on A100-SXM4-80GB --data-in aws/us-east-1 --data-gib 2000 --pareto    # with data to move");
    }

    @Override
    public Table answer(Parameters parameters, Desk desk) {
        PlanQuestion question =
                PlanParameters.question(parameters, desk.catalog(), PlanWork.timing(parameters, desk.catalog()));
        Share load =
                parameters.one(WorkParameters.UTILIZATION.name(), Share::of).orElse(Share.WHOLE);
        Planner planner = Planners.of(desk.catalog(), desk.estimator(parameters), load);
        int limit = parameters.one(LIMIT.name(), Texts::count).orElse(SHOWN);
        try {
            return answer(parameters, planner, question, limit, desk);
        } catch (UnknownNameException e) {
            throw CallersMistake.of(e);
        }
    }

    private Table answer(Parameters parameters, Planner planner, PlanQuestion question, int limit, Desk desk) {
        LocalDate today = LocalDate.ofInstant(desk.now(), ZoneOffset.UTC);
        Coverage coverage = planner.coverage(question);
        PlanRefusals.check(planner, question, coverage);
        Plan plan = planner.plan(question, limit);
        var tables = new PlanTables(planner, question, money(parameters, VALUE, question));
        List<Relaxation> nearest = plan.isFeasible() ? List.of() : planner.nearest(question);
        List<Choice> shown = plan.isFeasible()
                ? plan.choices()
                : nearest.stream().map(Relaxation::choice).toList();
        if (shown.isEmpty()) {
            throw PlanRefusals.nothingAtAll(planner, question);
        }
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (int i = 0; i < shown.size(); i++) {
            String needs = plan.isFeasible() ? null : PlanNotes.needs(nearest.get(i), question);
            rows.add(tables.row(i + 1, needs, shown.get(i)));
        }
        List<Table> parts = new ArrayList<>(List.of(tables.basis(shown), tables.breakdown(shown.getFirst())));
        if (parameters.flag(PARETO.name())) {
            PlanQuestion feasible = plan.isFeasible() ? question : question.limits(Limits.NONE);
            parts.add(tables.frontier(planner.frontier(feasible), plan.isFeasible()));
        }
        if (parameters.flag(SCALING.name())) {
            Money perDay = money(parameters, VALUE_PER_DAY, question);
            parts.add(tables.scaling(Scaling.of(
                    planner.sizes(question, shown.getFirst()),
                    perDay == null ? null : perDay.dividedBy(HOURS_PER_DAY))));
        }
        Optional<BigDecimal> within = parameters.one(START_WITHIN.name(), PlanParameters::hours);
        if (within.isPresent()) {
            parts.add(PlanStart.table(parameters, desk, shown.getFirst(), within.get()));
        }
        return new Table(
                name(),
                heading(question, plan, coverage, shown.getFirst()),
                tables.columns(!plan.isFeasible()),
                rows,
                PlanNotes.of(planner, question, plan, shown, coverage, today),
                parts);
    }

    private static Map<String, @Nullable String> heading(
            PlanQuestion question, Plan plan, Coverage coverage, Choice first) {
        Limits limits = question.limits();
        Map<String, @Nullable String> heading = new LinkedHashMap<>();
        heading.put("work", question.timing().text());
        heading.put("objective", question.objective().text());
        heading.put(
                "budget",
                limits.budget() == null ? null : Texts.money(limits.budget().amount()));
        heading.put("currency", question.currency());
        heading.put("deadline_hours", limits.deadlineHours() == null ? null : Decimals.text(limits.deadlineHours()));
        heading.put("max_carbon_kg", PlanTables.kilograms(limits.carbon()));
        heading.put(Table.FEASIBLE, Boolean.toString(plan.isFeasible()));
        heading.put("offers_within_limits", Integer.toString(plan.feasible()));
        heading.put("offers_considered", Integer.toString(coverage.priced()));
        heading.put(plan.isFeasible() ? "best" : "nearest", PlanTables.advice(first));
        return heading;
    }

    private static @Nullable Money money(Parameters parameters, Parameter parameter, PlanQuestion question) {
        return parameters
                .one(parameter.name(), Texts::positive)
                .map(amount -> new Money(question.currency(), amount))
                .orElse(null);
    }
}
