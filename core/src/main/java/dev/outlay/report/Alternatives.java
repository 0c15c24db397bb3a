package dev.outlay.report;

import dev.outlay.budget.Ask;
import dev.outlay.budget.BudgetUnit;
import dev.outlay.budget.Expected;
import dev.outlay.catalog.Offer;
import dev.outlay.catalog.OfferQuery;
import dev.outlay.estimate.Choice;
import dev.outlay.estimate.PlanQuestion;
import dev.outlay.estimate.PredictedTiming;
import dev.outlay.estimate.Sizes;
import dev.outlay.estimate.SuitedTiming;
import dev.outlay.forecast.Amount;
import dev.outlay.forecast.MemoryFit;
import dev.outlay.forecast.Step;
import dev.outlay.forecast.Workload;
import dev.outlay.ledger.CapacityType;
import dev.outlay.ledger.Dimension;
import dev.outlay.units.Decimals;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What can be done instead of work that does not fit: less of it, spot, another GPU, another place, a larger batch, a
/// cheaper hour. Each is priced by the same planner and predictor as the work, and is left out where it is not
/// cheaper or nothing is known of it.
final class Alternatives {

    private static final int MOST = 40;
    private static final int LARGEST_BATCH_STEPS = 10;
    private static final int PERCENT = 100;

    private final AskedWork work;
    private final Ask ask;
    private final Predicate<Ask> fits;
    private final List<String> notes = new ArrayList<>();

    /// `fits` is whether the budgets admit an ask.
    Alternatives(AskedWork work, Ask ask, Predicate<Ask> fits) {
        this.work = work;
        this.ask = ask;
        this.fits = fits;
    }

    /// The alternatives that cost less, those that fit first, the cheapest first.
    List<Alternative> find(Parameters parameters, Desk desk) {
        List<Alternative> found = new ArrayList<>();
        less(desk).ifPresent(found::add);
        spot().ifPresent(found::add);
        otherGpu().ifPresent(found::add);
        otherPlace().ifPresent(found::add);
        largerBatch(desk).ifPresent(found::add);
        OffPeak.of(parameters, desk, work, ask, fits, notes).ifPresent(found::add);
        return found.stream()
                .filter(each -> cost(each.ask()).compareTo(cost(ask)) < 0)
                .sorted(Comparator.comparing(Alternative::fits).reversed().thenComparing(each -> cost(each.ask())))
                .toList();
    }

    /// What was looked for and is not there, and why.
    List<String> notes() {
        return notes;
    }

    private Optional<Alternative> less(Desk desk) {
        Workload workload = work.workload();
        Amount amount = workload == null ? null : workload.work();
        if (workload == null || amount == null) {
            return shorter();
        }
        boolean whole = amount.unit().startsWith("epochs") && amount.value() >= 2;
        int parts = whole ? (int) Math.ceil(amount.value()) - 1 : PERCENT - 1;
        OptionalInt most = largest(
                parts,
                part -> reduced(workload, value(amount, whole, part), desk)
                        .filter(less -> fits.test(with(less)))
                        .isPresent());
        String unit = whole ? "epochs" : "% of the " + amount.unit();
        if (most.isEmpty()) {
            notes.add("not even 1 " + unit + " fits into what the budgets have left");
            return Optional.empty();
        }
        int part = most.getAsInt();
        double value = value(amount, whole, part);
        return reduced(workload, value, desk)
                .map(less -> alternative(
                        whole ? "fewer-epochs" : "less-data",
                        part + " " + unit + " in place of " + (whole ? number(amount.value()) : "all"),
                        less,
                        "trained on " + Decimals.text(percent(value, amount.value()))
                                + " % of what was asked: what that" + " does to its quality is not known here"));
    }

    // work that is stated in hours cannot be predicted for less of it, but its hours can end earlier
    private Optional<Alternative> shorter() {
        Choice choice = work.choice();
        OptionalInt most = largest(PERCENT - 1, part -> fits.test(part(BigDecimal.valueOf(part, 2))));
        if (most.isEmpty()) {
            notes.add("not even 1 % of the hours fits into what the budgets have left");
            return Optional.empty();
        }
        BigDecimal part = BigDecimal.valueOf(most.getAsInt(), 2);
        BigDecimal hours = choice.time().hours().multiply(part);
        return Optional.of(new Alternative(
                "fewer-hours",
                AskedWork.hours(hours) + " in place of "
                        + AskedWork.hours(choice.time().hours()),
                part(part),
                hours.subtract(choice.time().hours()),
                true,
                "the same offer and price: " + work.basis(),
                "the work is cut at " + most.getAsInt() + " % of its hours, or goes on in the next period"));
    }

    private Ask part(BigDecimal part) {
        Map<BudgetUnit, Expected> amounts = new LinkedHashMap<>();
        ask.amounts().forEach((unit, amount) -> amounts.put(unit, amount.times(part)));
        return AskParameters.with(
                ask, amounts, ask.hours() == null ? null : ask.hours().times(part), ask.basis());
    }

    private Optional<Alternative> spot() {
        if (work.question().capacities().contains(CapacityType.SPOT)) {
            return Optional.empty();
        }
        Optional<AskedWork> spot = work.with(work.question().capacities(Set.of(CapacityType.SPOT)), work.workload());
        if (spot.isEmpty()) {
            notes.add("no spot price of that GPU in that number is known where it was asked for");
        }
        return spot.map(found -> alternative(
                "spot", "spot in place of " + work.choice().capacityType().text(), found, spotRisk(found.choice())));
    }

    private static String spotRisk(Choice choice) {
        return "may be interrupted: "
                + Decimals.text(
                        BigDecimal.valueOf(choice.interruptionsExpected()).setScale(2, RoundingMode.HALF_EVEN))
                + " interruptions expected, each loses the work since the last checkpoint, which is in the hours"
                + (choice.interruptions() == null
                        ? ""
                        : " (" + choice.interruptions().basis() + ")");
    }

    private Optional<Alternative> otherGpu() {
        String own = work.choice().offer().machine().gpuModel();
        PlanQuestion any = work.question()
                .scope(anyGpu(work.question().scope()))
                .sizes(new Sizes(
                        null,
                        Math.max(1, work.choice().gpus()),
                        work.question().sizes().clusterFrom()));
        Optional<Choice> other = work.planner().plan(any, MOST).choices().stream()
                .filter(choice ->
                        !String.valueOf(choice.offer().machine().gpuModel()).equals(own))
                .findFirst();
        if (other.isEmpty()) {
            notes.add("no other GPU does this for less where it was asked for");
        }
        return other.map(choice -> alternative(
                "other-gpu",
                choice.gpus() + " x " + choice.offer().machine().gpuModel() + " in place of "
                        + work.choice().gpus() + " x " + own,
                new AskedWork(work.planner(), any, choice, work.workload(), work.load()),
                "its speed on this GPU is " + (work.workload() == null ? "reckoned from peak rates" : "predicted")
                        + ", and a measured one is better: run an hour first"));
    }

    private static OfferQuery anyGpu(OfferQuery scope) {
        OfferQuery any = OfferQuery.all().providers(scope.providers());
        any = scope.region() == null ? any : any.region(scope.region());
        any = scope.minimumGpuMemoryGib() == null ? any : any.minimumGpuMemoryGib(scope.minimumGpuMemoryGib());
        return scope.regionLike() == null ? any : any.regionLike(scope.regionLike());
    }

    private Optional<Alternative> otherPlace() {
        OfferQuery scope = work.question().scope();
        if (scope.region() == null
                && scope.regionLike() == null
                && scope.providers().isEmpty()) {
            return Optional.empty();
        }
        OfferQuery anywhere = OfferQuery.all();
        anywhere = scope.gpu() == null ? anywhere : anywhere.gpu(scope.gpu());
        anywhere = scope.minimumGpuMemoryGib() == null
                ? anywhere
                : anywhere.minimumGpuMemoryGib(scope.minimumGpuMemoryGib());
        return work.with(work.question().scope(anywhere), work.workload())
                .map(found -> alternative(
                        "other-place",
                        found.choice().offer().provider() + " "
                                + found.choice().offer().region() + " in place of "
                                + work.choice().offer().provider() + " "
                                + work.choice().offer().region(),
                        found,
                        "data and images have to be there: moving them is not in the price"));
    }

    private Optional<Alternative> largerBatch(Desk desk) {
        Workload workload = work.workload();
        if (workload == null) {
            return Optional.empty();
        }
        Double batch = workload.step().batch();
        if (batch == null || !WorkloadParameters.isLanguageModel(workload)) {
            notes.add("a larger batch is not offered: "
                    + (batch == null
                            ? "no --batch was said that it could be larger than"
                            : "what fits in memory is known for language models only"));
            return Optional.empty();
        }
        Optional<MemoryFit> fit = desk.catalog()
                .gpu(String.valueOf(work.choice().offer().machine().gpuModel()))
                .filter(_ -> workload.size().parameters() != null)
                .map(gpu -> MemoryFit.of(workload, gpu, work.choice().gpus()));
        double most = fit.map(each -> (double) each.microBatch() * work.choice().gpus() / each.tensorParallel())
                .orElse(0.0);
        AskedWork best = null;
        double bestBatch = batch;
        for (int step = 1; step <= LARGEST_BATCH_STEPS && batch * (1 << step) <= most; step++) {
            double larger = batch * (1 << step);
            AskedWork found = timed(withBatch(workload, larger), desk).orElse(null);
            if (found != null
                    && found.choice()
                                    .cost()
                                    .compareTo((best == null ? work : best)
                                            .choice()
                                            .cost())
                            < 0) {
                best = found;
                bestBatch = larger;
            }
        }
        if (best == null) {
            notes.add("a larger batch is not predicted to be cheaper: up to " + number(most)
                    + " sequences fit at once, " + number(batch) + " were asked for");
            return Optional.empty();
        }
        return Optional.of(alternative(
                "larger-batch",
                "a batch of " + number(bestBatch) + " in place of " + number(batch),
                best,
                "the same data in fewer steps: the learning rate has to be tuned anew; "
                        + fit.map(MemoryFit::text).orElse("")));
    }

    private Optional<AskedWork> reduced(Workload workload, double value, Desk desk) {
        Amount amount = workload.work();
        return timed(
                new Workload(
                        workload.family(),
                        workload.model(),
                        workload.architecture(),
                        workload.size(),
                        new Amount(value, amount == null ? "tokens" : amount.unit()),
                        workload.step()),
                desk);
    }

    /// Another workload on the offers of the work itself, whose hours it alone changes.
    private Optional<AskedWork> timed(Workload other, Desk desk) {
        Offer own = work.choice().offer();
        PlanQuestion asked = work.question();
        OfferQuery same = asked.scope().providers(Set.of(own.provider())).region(own.region());
        String gpu = own.machine().gpuModel();
        same = gpu == null ? same : same.gpu(gpu);
        var timing = new SuitedTiming(PredictedTiming.of(desk.catalog(), other, PlanWork.text(other)), true);
        var question = new PlanQuestion(
                timing,
                same,
                asked.capacities(),
                asked.limits(),
                asked.objective(),
                new Sizes(
                        work.choice().gpus(),
                        asked.sizes().maximumGpus(),
                        asked.sizes().clusterFrom()),
                asked.data(),
                asked.checkpoints(),
                asked.currency());
        return work.with(question, other);
    }

    private static Workload withBatch(Workload workload, double batch) {
        Step step = workload.step();
        return new Workload(
                workload.family(),
                workload.model(),
                workload.architecture(),
                workload.size(),
                workload.work(),
                new Step(batch, step.batchUnit(), step.length(), step.precision(), step.remarks()));
    }

    private Alternative alternative(String name, String change, AskedWork found, String risk) {
        Ask other = with(found);
        return new Alternative(
                name,
                change,
                other,
                found.choice().time().hours().subtract(work.choice().time().hours()),
                fits.test(other),
                found.basis(),
                risk);
    }

    /// The ask for other work, which runs where that is priced.
    private Ask with(AskedWork found) {
        Map<Dimension, String> who = new LinkedHashMap<>(ask.who());
        who.putAll(found.who());
        return new Ask(
                ask.id(),
                who,
                found.amounts(),
                found.gpus(),
                found.hours(),
                ask.costLimit(),
                ask.timeout(),
                found.basis());
    }

    /// The largest of 1 to `most` for which something holds that holds for all smaller ones.
    static OptionalInt largest(int most, IntPredicate holds) {
        int low = 0;
        int high = most;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (holds.test(middle)) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low == 0 ? OptionalInt.empty() : OptionalInt.of(low);
    }

    static BigDecimal cost(Ask ask) {
        Expected cost = ask.currency() == null ? null : ask.amounts().get(ask.currency());
        return cost == null ? BigDecimal.ZERO : cost.value();
    }

    private static double value(Amount amount, boolean whole, int part) {
        return whole ? part : amount.value() * part / PERCENT;
    }

    private static BigDecimal percent(double part, double whole) {
        return BigDecimal.valueOf(part * PERCENT / whole).setScale(1, RoundingMode.HALF_EVEN);
    }

    private static String number(@Nullable Double value) {
        return value == null ? "none" : Decimals.text(BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_EVEN));
    }
}
