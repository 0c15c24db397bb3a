package dev.outlay.monitor;

import java.util.List;

/// What is watched, in the order shown.
public final class Watches {

    public static final List<Watch> ALL = List.of(
            new CostWatch(),
            new DayWatch(),
            new PodWatch(),
            new SavingsWatch(),
            new FreshnessWatch(),
            new UtilizationWatch(),
            new FactsWatch(),
            new BudgetWatch(),
            new AlertWatch(),
            new DeliveryWatch(),
            new AdviceWatch());

    private Watches() {}
}
