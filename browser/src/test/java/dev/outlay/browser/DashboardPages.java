package dev.outlay.browser;

import java.util.List;

/// Every page of the dashboard. A new page adds its line here.
final class DashboardPages {

    static final List<DashboardPage> ALL = List.of(
            new DashboardPage("/", "What it cost", "opens how the cost was computed", OwnTasks::explainsTheCost),
            new DashboardPage("/attribution", "Attribution", "goes down to a charge", OwnTasks::goesDownToACharge),
            new DashboardPage(
                    "/runs", "Runs", "reckons what a run will still cost", PlanningTasks::reckonsWhatARunWillStillCost),
            new DashboardPage(
                    "/carbon", "Carbon", "looks for the greenest hour", PlanningTasks::looksForTheGreenestHour),
            new DashboardPage("/savings", "Savings and advice", "accepts advice", PlanningTasks::acceptsAdvice),
            new DashboardPage("/statements", "Statements", "closes a month", PlanningTasks::closesAMonth),
            new DashboardPage("/estimate", "Estimate hours", "takes an offer apart", PlanningTasks::takesAnOfferApart),
            new DashboardPage("/plan", "Plan work", "loosens limits", PlanningTasks::loosensLimitsUntilAPlanKeepsThem),
            new DashboardPage("/prices", "Prices", "finds who told a price", PlanningTasks::findsWhoToldAPrice),
            new DashboardPage("/budgets", "Budgets", "records an expense", OwnTasks::recordsAnExpense),
            new DashboardPage("/settings", "Settings", "checks the alert rules", OwnTasks::checksTheAlertRules));

    private DashboardPages() {}
}
