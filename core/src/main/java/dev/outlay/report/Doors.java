package dev.outlay.report;

import dev.outlay.budget.Admissions;

/// The door of a desk's ledger, for questions: it reads the ledger when it is made, and writes nothing.
final class Doors {

    private Doors() {}

    static Admissions of(Desk desk) {
        return Admissions.reading(
                desk.ledgers().get(), desk.catalog(), () -> desk.allocation().owners(), desk::now);
    }
}
