package dev.outlay.browser;

import java.util.List;

/// Every page of the dashboard. A new page adds its line here.
final class DashboardPages {

    static final List<DashboardPage> ALL = List.of(
            new DashboardPage("/", "What it cost", "opens how the cost was computed", OwnTasks::explainsTheCost),
            new DashboardPage("/attribution", "Attribution", "goes down to a charge", OwnTasks::goesDownToACharge),
            new DashboardPage("/budgets", "Budgets", "records an expense", OwnTasks::recordsAnExpense),
            new DashboardPage("/settings", "Settings", "checks the alert rules", OwnTasks::checksTheAlertRules));

    private DashboardPages() {}
}
