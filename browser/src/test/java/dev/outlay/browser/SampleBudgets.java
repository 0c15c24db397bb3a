package dev.outlay.browser;

import dev.outlay.connect.client.RunningServer;
import dev.outlay.ledger.SourceException;
import dev.outlay.report.Parameters;

/// Budgets for the sample company, one of which is nearly spent, and the alerts that follow from them.
final class SampleBudgets {

    private static final String FILE = """
            defaults: {thresholds: [50, 80, 100], recipients: [finops]}
            budgets:
              - name: company
                limit: 800000 USD
                below:
                  - name: research
                    limit: 260000 USD
                    scope: {team: [foundation-models, vision, robotics]}
                    below:
                      - {name: foundation-models, limit: 150000 USD, scope: {team: foundation-models}}
                      - {name: vision, limit: 60000 USD, scope: {team: vision}}
                  - {name: search, limit: 90000 USD, scope: {team: search}}
                  - {name: speech, limit: 120000 USD, scope: {team: speech}}
            """;

    private SampleBudgets() {}

    static void state(RunningServer server) throws SourceException {
        server.act("budgets", "PUT", "/api/v1/budgets", Parameters.of("name", "budgets.yaml", "by", "ada"), FILE);
        server.act("alerts", "POST", "/api/v1/alerts/check", Parameters.NONE, null);
    }
}
