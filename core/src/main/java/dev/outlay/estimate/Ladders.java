package dev.outlay.estimate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How long the work takes on every size of every group, worked out when first asked for. For one thread.
final class Ladders {

    private final PlanIndex index;
    private final Timing timing;
    private final Sizes sizes;
    private final Checkpoints checkpoints;
    private final Rung[][][] known;
    private final RunTime.@Nullable CannotRun[] refusals;

    Ladders(PlanIndex index, PlanQuestion question) {
        this.index = index;
        this.timing = question.timing();
        this.sizes = question.sizes();
        this.checkpoints = question.checkpoints();
        known = new Rung[index.groups().size()][][];
        refusals = new RunTime.CannotRun[known.length];
    }

    /// Whether a question is for the same work on the same sizes.
    boolean are(PlanQuestion question) {
        return question.timing().equals(timing)
                && question.sizes().equals(sizes)
                && question.checkpoints().equals(checkpoints);
    }

    /// The sizes on which the work runs, from the smallest, at a rate of interruption.
    Rung[] of(PlanIndex.Group group, int rate) {
        Rung[][] ofGroup = known[group.number()];
        if (ofGroup == null) {
            ofGroup = new Rung[index.rates().size()][];
            ofGroup[0] = undisturbed(group);
            known[group.number()] = ofGroup;
        }
        if (ofGroup[rate] == null) {
            List<Rung> disturbed = new ArrayList<>();
            for (Rung rung : ofGroup[0]) {
                Rung spot = Rung.of(
                        rung.machines(), rung.undisturbed(), index.rates().get(rate), checkpoints);
                if (spot != null) {
                    disturbed.add(spot);
                }
            }
            ofGroup[rate] = disturbed.toArray(new Rung[0]);
        }
        return ofGroup[rate];
    }

    /// Why the work runs on no size of a group's machines; null where it runs on some, or no size is allowed.
    RunTime.@Nullable CannotRun refusal(PlanIndex.Group group) {
        return of(group, 0).length == 0 ? refusals[group.number()] : null;
    }

    private Rung[] undisturbed(PlanIndex.Group group) {
        List<Rung> rungs = new ArrayList<>();
        PlanIndex.Kind kind = group.kind();
        for (int machines : sizes.machines(kind.gpusPerMachine(), kind.together())) {
            switch (timing.on(new Cluster(group.gpu(), kind.memoryGibEach(), kind.gpusPerMachine(), machines))) {
                case RunTime.Takes takes -> {
                    Rung rung = Rung.of(machines, takes, null, checkpoints);
                    if (rung != null) {
                        rungs.add(rung);
                    }
                }
                case RunTime.CannotRun refusal -> refusals[group.number()] = refusal;
            }
        }
        return rungs.toArray(new Rung[0]);
    }
}
