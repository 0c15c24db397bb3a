package dev.outlay.report;

import java.util.List;
import java.util.Optional;

/// The list of reports, in the order in which every surface shows them.
public final class Reports {

    public static final List<Report> ALL = List.of(
            new CostReport(),
            new OverviewReport(),
            new EstimateReport(),
            new CompareReport(),
            new PlanReport(),
            new PredictReport(),
            new CompareTrainingReport(),
            new OffersReport(),
            new SavingsReport(),
            new ReplayReport(),
            new AdvisorsReport(),
            new KpiReport(),
            new UnitsReport(),
            new HardwareReport(),
            new CarbonReport(),
            new CarbonRunReport(),
            new GreenestReport(),
            new GridHoursReport(),
            new RunsReport(),
            new RunReport(),
            new FinishReport(),
            new ForecastReport(),
            new AnomaliesReport(),
            new ExplainReport(),
            new FreshnessReport(),
            new IdleReport(),
            new UtilizationReport(),
            new RecommendReport(),
            new OptimizeReport(),
            new CommitmentsReport(),
            new TagsReport(),
            new UnknownPricesReport(),
            new ChargebackReport(),
            new StatementsReport(),
            new VarianceReport(),
            new ChargesReport(),
            new AlertsReport(),
            new AlertReport(),
            new AlertHistoryReport(),
            new AlertSilencesReport(),
            new RefusedReport(),
            new DeliveriesReport(),
            new PriceHistoryReport(),
            new PriceStatsReport(),
            new PriceHoursReport(),
            new PriceCheapestReport(),
            new PriceRecommendReport(),
            new PriceAlertsReport(),
            new BudgetsReport(),
            new BudgetStatusReport(),
            new BudgetReport(),
            new BudgetVarianceReport(),
            new BudgetHistoryReport(),
            new BudgetCheckReport(),
            new ReservationsReport(),
            new BudgetAuditReport(),
            new CostLimitsReport(),
            new AuditReport());

    private Reports() {}

    /// The report of a name.
    public static Optional<Report> named(String name) {
        return ALL.stream().filter(report -> report.name().equals(name)).findFirst();
    }
}
