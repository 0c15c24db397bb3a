package dev.outlay.estimate;

import dev.outlay.catalog.OfferQuery;
import dev.outlay.ledger.CapacityType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What would do instead, where nothing keeps all limits: one limit is given up at a time and the others hold.
final class Nearest {

    // a commitment of a year or three is no way out for one run
    private static final Set<CapacityType> BY_THE_HOUR = EnumSet.of(CapacityType.ON_DEMAND, CapacityType.SPOT);

    private final Planner planner;

    private final Ladders ladders;

    Nearest(Planner planner, Ladders ladders) {
        this.planner = planner;
        this.ladders = ladders;
    }

    /// Each limit that is enough to give up alone, with the best choice then: the cheapest, or the one nearest to
    /// the limit given up. Where none is, the cheapest and the fastest without any limit of money, time and carbon;
    /// empty where the work runs on nothing at all.
    List<Relaxation> to(PlanQuestion question) {
        List<Relaxation> found = new ArrayList<>();
        Limits limits = question.limits();
        OfferQuery scope = question.scope();
        PlanQuestion cheapest = question.objective(Objective.COST);
        if (limits.budget() != null) {
            add(found, Relaxation.Kind.BUDGET, cheapest.limits(limits.withoutBudget()));
        }
        if (limits.deadlineHours() != null) {
            add(
                    found,
                    Relaxation.Kind.DEADLINE,
                    question.objective(Objective.TIME).limits(limits.withoutDeadline()));
        }
        if (limits.carbon() != null) {
            add(
                    found,
                    Relaxation.Kind.CARBON,
                    question.objective(Objective.CARBON).limits(limits.withoutCarbon()));
        }
        if (scope.region() != null || scope.regionLike() != null) {
            add(found, Relaxation.Kind.PLACE, cheapest.scope(anywhere(scope)));
        }
        if (!scope.providers().isEmpty()) {
            add(found, Relaxation.Kind.PROVIDER, cheapest.scope(scope.providers(Set.of())));
        }
        if (scope.gpu() != null || scope.minimumGpuMemoryGib() != null) {
            add(found, Relaxation.Kind.GPU, cheapest.scope(anyGpu(scope)));
        }
        if (!question.capacities().containsAll(BY_THE_HOUR)) {
            add(found, Relaxation.Kind.CAPACITY, cheapest.capacities(BY_THE_HOUR));
        }
        if (!question.sizes().equals(Sizes.LARGEST)) {
            add(found, Relaxation.Kind.SIZE, cheapest.sizes(Sizes.LARGEST));
        }
        PlanQuestion free = cheapest.limits(Limits.NONE);
        add(found, Relaxation.Kind.CHEAPEST, free);
        if (found.size() < 2) {
            add(found, Relaxation.Kind.FASTEST, free.objective(Objective.TIME));
        }
        return found;
    }

    private void add(List<Relaxation> found, Relaxation.Kind kind, PlanQuestion question) {
        Optional<Choice> best =
                planner.plan(question, 1, ladders).choices().stream().findFirst();
        best.filter(choice -> found.stream().noneMatch(known -> known.choice().equals(choice)))
                .ifPresent(choice -> found.add(new Relaxation(kind, choice)));
    }

    private static OfferQuery anywhere(OfferQuery scope) {
        OfferQuery any = OfferQuery.all().providers(scope.providers());
        any = scope.gpu() == null ? any : any.gpu(scope.gpu());
        any = scope.exactGpus() == null ? any : any.exactGpus(scope.exactGpus());
        any = scope.minimumGpus() == null ? any : any.minimumGpus(scope.minimumGpus());
        return scope.minimumGpuMemoryGib() == null ? any : any.minimumGpuMemoryGib(scope.minimumGpuMemoryGib());
    }

    private static OfferQuery anyGpu(OfferQuery scope) {
        OfferQuery any = OfferQuery.all().providers(scope.providers());
        any = scope.region() == null ? any : any.region(scope.region());
        return scope.regionLike() == null ? any : any.regionLike(scope.regionLike());
    }
}
