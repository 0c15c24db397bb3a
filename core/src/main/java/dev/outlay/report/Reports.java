package dev.outlay.report;

import dev.outlay.units.CallersMistake;
import java.util.List;
import java.util.Optional;

/// The list of reports, in the order in which every surface shows them.
public final class Reports {

    public static final List<Report> ALL = List.of(
            new CostReport(),
            new EstimateReport(),
            new CompareReport(),
            new PlanReport(),
            new PredictReport(),
            new OffersReport(),
            new SavingsReport(),
            new KpiReport(),
            new UnitsReport(),
            new HardwareReport(),
            new CarbonReport(),
            new CarbonRunReport(),
            new GreenestReport(),
            new RunsReport(),
            new RunReport(),
            new FinishReport(),
            new IdleReport(),
            new CommitmentsReport(),
            new TagsReport(),
            new UnknownPricesReport(),
            new ChargebackReport(),
            new VarianceReport(),
            new ChargesReport(),
            new RefusedReport(),
            new DeliveriesReport(),
            new PriceHistoryReport(),
            new PriceStatsReport(),
            new PriceCheapestReport(),
            new PriceRecommendReport(),
            new PriceAlertsReport(),
            new BudgetsReport(),
            new BudgetStatusReport(),
            new BudgetReport(),
            new BudgetVarianceReport(),
            new BudgetHistoryReport());

    private Reports() {}

    /// The report of a name.
    public static Optional<Report> named(String name) {
        return ALL.stream().filter(report -> report.name().equals(name)).findFirst();
    }

    /// The report of a name that is asked with parameters. Throws [CallersMistake] where there is no such report and
    /// where it takes no such parameter.
    public static Report asked(String name, Parameters parameters) {
        Report report = named(name)
                .orElseThrow(() -> new CallersMistake("no report is called '" + name + "': there are "
                        + String.join(", ", ALL.stream().map(Report::name).toList())));
        List<String> known = report.parameters().stream().map(Parameter::name).toList();
        parameters.values().keySet().stream()
                .filter(given -> !known.contains(given))
                .findFirst()
                .ifPresent(unknown -> {
                    throw new CallersMistake(
                            name + " knows no parameter '" + unknown + "': it takes " + String.join(", ", known));
                });
        return report;
    }
}
