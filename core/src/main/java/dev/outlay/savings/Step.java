package dev.outlay.savings;

import java.util.Locale;

/// One step from the most wasteful way of serving the same usage to what it did cost, in the order of the chain.
///
/// Each step starts where the one before it ended, so nothing is counted twice and the savings of all steps sum to
/// the baseline less the cost.
public enum Step {
    /// From a fixed fleet of the peak number of GPUs to GPUs taken and given back as they were.
    AUTOSCALING("the peak number of GPUs of each cluster and model, held from the first to the last moment any was"
            + " held, at the mean on-demand price of what was held; owned and reserved GPUs are left out"),
    /// From a whole device for each holder to devices shared as they were.
    SHARING("a whole device for each holder of a part of one, for as long as it was held, at on-demand prices"),
    /// From the on-demand price to the spot price.
    SPOT("the same usage at the on-demand price as of the instant; the list cost of a bill's spot lines"),
    /// From list and on-demand prices to what was agreed.
    COMMITMENTS("the same usage at the on-demand price as of the instant for reserved capacity; the list cost of a"
            + " bill's other lines of usage");

    private final String counterfactual;

    Step(String counterfactual) {
        this.counterfactual = counterfactual;
    }

    /// How it is written in tables, such as `spot`.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// What the baseline of the step is, in words.
    public String counterfactual() {
        return counterfactual;
    }
}
