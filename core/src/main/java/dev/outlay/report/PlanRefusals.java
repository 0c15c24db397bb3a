package dev.outlay.report;

import dev.outlay.estimate.Coverage;
import dev.outlay.estimate.Limits;
import dev.outlay.estimate.Objective;
import dev.outlay.estimate.PlanQuestion;
import dev.outlay.estimate.Planner;
import dev.outlay.units.CallersMistake;
import java.util.List;

/// What is said where a plan cannot be made as asked.
final class PlanRefusals {

    private static final int REASONS = 3;

    private PlanRefusals() {}

    /// Throws [CallersMistake] where no offer is meant, or where carbon decides and is known of none.
    static void check(Planner planner, PlanQuestion question, Coverage coverage) {
        if (coverage.priced() == 0) {
            throw new CallersMistake("no offer with a known price is meant by " + asked(question)
                    + (coverage.inOtherCurrency() > 0
                            ? "; " + coverage.inOtherCurrency() + " are priced in another currency than "
                                    + question.currency() + ", see --currency"
                            : "")
                    + (coverage.withoutDataCost() > 0
                            ? "; " + coverage.withoutDataCost()
                                    + " have no known price for the data, leave --storage-gib, --egress-gib or"
                                    + " --data-in out"
                            : "")
                    + ". Leave a condition out, or see outlay prices list");
        }
        boolean carbonDecides = question.limits().carbon() != null || question.objective() == Objective.CARBON;
        if (carbonDecides && !coverage.knowsEmissions()) {
            throw new CallersMistake("carbon was asked for, but the emissions of no offer meant by " + asked(question)
                    + " are known: there is no grid intensity for the place or no rated power for the GPU. Leave"
                    + " --max-carbon or --objective carbon out, or widen the place, such as --region-like europe");
        }
        if (planner.plan(question.limits(Limits.NONE), 1).choices().isEmpty()) {
            List<String> reasons = planner.refusals(question);
            if (!reasons.isEmpty()) {
                throw new CallersMistake("the work runs on no machine that was asked for: "
                        + String.join("; ", reasons.subList(0, Math.min(REASONS, reasons.size())))
                        + ". Name another --gpu, or allow larger clusters with --max-gpus or --cluster-from");
            }
        }
    }

    static CallersMistake nothingAtAll(Planner planner, PlanQuestion question) {
        List<String> reasons = planner.refusals(question);
        return new CallersMistake("the work runs on nothing that is meant by " + asked(question)
                + (reasons.isEmpty() ? "" : ": " + reasons.getFirst())
                + ". Leave a condition out, or allow other sizes with --gpus, --max-gpus or --cluster-from");
    }

    private static String asked(PlanQuestion question) {
        return PlanNotes.asked(question);
    }
}
