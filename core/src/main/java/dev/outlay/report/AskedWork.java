package dev.outlay.report;

import dev.outlay.budget.BudgetUnit;
import dev.outlay.budget.Expected;
import dev.outlay.catalog.Catalog;
import dev.outlay.catalog.Gpu;
import dev.outlay.catalog.OfferQuery;
import dev.outlay.catalog.UnknownNameException;
import dev.outlay.estimate.Choice;
import dev.outlay.estimate.Estimator;
import dev.outlay.estimate.Line;
import dev.outlay.estimate.PlanQuestion;
import dev.outlay.estimate.Planner;
import dev.outlay.estimate.Planners;
import dev.outlay.estimate.PredictedTiming;
import dev.outlay.estimate.Sizes;
import dev.outlay.estimate.StatedTiming;
import dev.outlay.estimate.SuitedTiming;
import dev.outlay.estimate.Timing;
import dev.outlay.forecast.Workload;
import dev.outlay.ledger.CapacityType;
import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Dimension.Named;
import dev.outlay.units.CallersMistake;
import dev.outlay.units.Decimals;
import dev.outlay.units.Money;
import dev.outlay.units.Share;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Work that is asked for by GPUs and hours or by what is trained: the cheapest offer that does it as asked, and
/// what that takes. `workload` is null where hours are stated.
record AskedWork(
        Planner planner,
        PlanQuestion question,
        Choice choice,
        @Nullable Workload workload,
        Share load) {

    static final Parameter HOURS =
            Parameter.one("hours", "12", "How many hours it runs on --gpus of --gpu, instead of what is trained");
    static final Parameter GPUS =
            Parameter.one("gpus", "8", "On how many GPUs (default: 1 with --hours, else the cheapest number)");
    private static final Parameter CAPACITY =
            Parameter.one("capacity", "spot", "How they are bought: on-demand, spot or reserved (default: on-demand)");
    private static final List<String> TRAINED = List.of("params", "tokens", "samples", "epochs");
    private static final int HOURS_SHOWN = 2;
    private static final int SCALE = 18;

    static final List<Parameter> PARAMETERS = parameters();

    private static List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>(List.of(HOURS, GPUS, CAPACITY));
        WorkloadParameters.ALL.stream()
                .filter(parameter -> !parameter.equals(WorkloadParameters.MICRO_BATCH))
                .forEach(all::add);
        OfferParameters.ALL.stream()
                .filter(parameter -> !parameter.equals(OfferParameters.GPU_COUNT))
                .forEach(all::add);
        all.addAll(List.of(
                WorkParameters.UTILIZATION,
                CardParameters.START,
                CardParameters.PRIORITY,
                WorkParameters.LEDGER_PRICES));
        return List.copyOf(all);
    }

    /// Whether work is told, beside which `costed` hours only describe a stated cost.
    static boolean isTold(Parameters parameters, boolean costed) {
        return (!costed && parameters.text(HOURS.name()).isPresent())
                || TRAINED.stream().anyMatch(name -> parameters.text(name).isPresent());
    }

    /// Throws [CallersMistake] where nothing that is offered does it as asked.
    static AskedWork of(Parameters parameters, Desk desk) {
        boolean stated = parameters.text(HOURS.name()).isPresent();
        Workload workload = stated ? null : WorkloadParameters.workload(parameters);
        Integer gpus = parameters.one(GPUS.name(), Texts::count).orElse(stated ? Integer.valueOf(1) : null);
        Timing timing = stated
                ? stated(parameters, gpus == null ? 1 : gpus, desk.catalog())
                : trained(workload, desk.catalog());
        CapacityType capacity =
                parameters.one(CAPACITY.name(), CapacityType::of).orElse(CapacityType.ON_DEMAND);
        String currency = AskParameters.currency(parameters);
        Share load =
                parameters.one(WorkParameters.UTILIZATION.name(), Share::of).orElse(Share.WHOLE);
        Estimator estimator = desk.estimator(parameters);
        Planner planner = Planners.of(desk.catalog(), estimator, load);
        PlanQuestion any =
                PlanQuestion.of(new SuitedTiming(timing, parameters.text("gpu").isPresent()));
        try {
            PlanQuestion question = new PlanQuestion(
                    any.timing(),
                    scope(parameters),
                    Set.of(capacity),
                    any.limits(),
                    any.objective(),
                    new Sizes(gpus, Sizes.USUAL.maximumGpus(), 1),
                    any.data(),
                    any.checkpoints(),
                    currency);
            Choice choice = planner.plan(question, 1).choices().stream()
                    .findFirst()
                    .orElseThrow(() -> nothing(planner, question, gpus));
            return new AskedWork(planner, question, choice, workload, load);
        } catch (UnknownNameException e) {
            throw CallersMistake.of(e);
        }
    }

    /// The same work with another question, priced by the cheapest offer that answers it; empty where none does.
    Optional<AskedWork> with(PlanQuestion other, @Nullable Workload otherWorkload) {
        return planner.plan(other, 1).choices().stream()
                .findFirst()
                .map(found -> new AskedWork(planner, other, found, otherWorkload, load));
    }

    BigDecimal gpus() {
        return BigDecimal.valueOf(choice.gpus());
    }

    Expected hours() {
        return new Expected(
                choice.time().low(), choice.time().hours(), choice.time().high());
    }

    /// What it takes of everything that budgets count and that is known.
    Map<BudgetUnit, Expected> amounts() {
        Map<BudgetUnit, Expected> amounts = new LinkedHashMap<>();
        amounts.put(new BudgetUnit.Currency(choice.cost().currency()), cost());
        amounts.put(BudgetUnit.Physical.GPU_HOURS, hours().times(gpus()));
        if (choice.energy() != null) {
            amounts.put(
                    BudgetUnit.Physical.KILOWATT_HOURS, overTime(choice.energy().value()));
        }
        if (choice.emissions() != null) {
            amounts.put(
                    BudgetUnit.Physical.KILOGRAMS_CO2E,
                    overTime(choice.emissions().kilograms()));
        }
        return amounts;
    }

    // a planner compares prices of the book; what a rate card makes of the one that was chosen comes after
    private Expected cost() {
        var cost = new Expected(
                choice.low().amount(), choice.cost().amount(), choice.high().amount());
        Money priced = planner.estimate(choice).compute().cost();
        return priced == null
                        || !priced.currency().equals(choice.cost().currency())
                        || choice.cost().isZero()
                ? cost
                : cost.times(priced.amount().divide(choice.cost().amount(), SCALE, RoundingMode.HALF_EVEN));
    }

    // what is drawn in every hour alike goes with the hours
    private Expected overTime(BigDecimal whole) {
        BigDecimal hours = choice.time().hours();
        return new Expected(
                whole.multiply(choice.time().low()).divide(hours, SCALE, RoundingMode.DOWN),
                whole,
                whole.multiply(choice.time().high()).divide(hours, SCALE, RoundingMode.UP));
    }

    /// Where it runs, as far as budgets may be limited to that.
    Map<Dimension, String> who() {
        Map<Dimension, String> who = new LinkedHashMap<>();
        who.put(Named.PROVIDER, choice.offer().provider());
        who.put(Named.REGION, choice.offer().region());
        who.put(Named.CAPACITY_TYPE, choice.capacityType().text());
        String gpu = choice.offer().machine().gpuModel();
        if (gpu != null) {
            who.put(Named.GPU_MODEL, gpu);
        }
        return who;
    }

    /// What the amounts rest on, in one sentence.
    String basis() {
        Line compute = planner.estimate(choice).compute();
        return PlanTables.advice(choice) + "; time " + choice.time().basis() + "; price of "
                + (compute.date() == null ? "no date" : compute.date()) + ", "
                + (compute.confidence() == null ? "" : compute.confidence() + ", ") + compute.source();
    }

    static String hours(BigDecimal hours) {
        return Decimals.text(hours.setScale(HOURS_SHOWN, RoundingMode.HALF_EVEN)) + " h";
    }

    private static OfferQuery scope(Parameters parameters) {
        OfferQuery query = OfferQuery.all().providers(Set.copyOf(parameters.many("provider", text -> text)));
        query = parameters.text("gpu").map(query::gpu).orElse(query);
        query = parameters
                .one("min-gpu-memory", Texts::positive)
                .map(query::minimumGpuMemoryGib)
                .orElse(query);
        query = parameters.text("region").map(query::region).orElse(query);
        return parameters.text("region-like").map(query::regionLike).orElse(query);
    }

    private static Timing stated(Parameters parameters, int gpus, Catalog catalog) {
        String name = parameters
                .text("gpu")
                .orElseThrow(() -> new CallersMistake(
                        "hours are of GPUs: say which with --gpu, such as --gpu H100 --gpus 8 --hours 12"));
        List<Gpu> called = catalog.gpusCalled(name);
        if (called.isEmpty()) {
            throw new CallersMistake("gpu: no GPU is called '" + name + "' in the catalog"
                    + (catalog.nearestGpus(name).isEmpty()
                            ? ""
                            : "; nearest: " + String.join(", ", catalog.nearestGpus(name))));
        }
        return new StatedTiming(
                called, gpus, parameters.one(HOURS.name(), Texts::positive).orElseThrow());
    }

    private static Timing trained(@Nullable Workload workload, Catalog catalog) {
        return PredictedTiming.of(catalog, Objects.requireNonNull(workload), PlanWork.text(workload));
    }

    private static CallersMistake nothing(Planner planner, PlanQuestion question, @Nullable Integer gpus) {
        List<String> refusals = planner.refusals(question);
        return new CallersMistake("nothing that is offered does this as asked ("
                + (gpus == null ? "" : gpus + " GPUs, ") + PlanNotes.asked(question) + ")"
                + (refusals.isEmpty()
                        ? ": take another number of GPUs, as machines have them, or another place or way of buying"
                        : ": " + refusals.getFirst()));
    }
}
