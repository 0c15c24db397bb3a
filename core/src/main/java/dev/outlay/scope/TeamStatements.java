package dev.outlay.scope;

import dev.outlay.ledger.Statement;

/// What of a closed statement is some teams'.
final class TeamStatements {

    private TeamStatements() {}

    /// The same statement with their lines only. A month that is closed stays closed, whoever looks.
    static Statement seen(Statement statement, Teams teams) {
        return new Statement(
                statement.origin(),
                statement.at(),
                statement.kind(),
                statement.period(),
                statement.lines().stream()
                        .filter(line -> teams.has(line.owed().team()))
                        .toList());
    }
}
