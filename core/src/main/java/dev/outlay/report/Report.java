package dev.outlay.report;

import java.util.List;

/// One named question about the ledger or the catalog. Stateless and thread-safe.
public interface Report {

    /// The name by which every surface offers it, such as `cost`.
    String name();

    /// What it answers, in one sentence.
    String description();

    /// The parameters it takes, in the order they are shown.
    List<Parameter> parameters();

    /// Command lines that work, without the program's name, each with what it answers after `#`.
    List<String> examples();

    /// The answer. Throws [dev.outlay.units.CallersMistake] where the question cannot be answered as asked.
    Table answer(Parameters parameters, Desk desk);
}
