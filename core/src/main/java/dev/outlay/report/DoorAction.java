package dev.outlay.report;

import dev.outlay.budget.Admissions;
import dev.outlay.ledger.SourceException;
import java.util.List;
import java.util.Optional;

/// Something that is asked of the door before money is spent, or told to it. Stateless and thread-safe.
public interface DoorAction {

    /// The name by which every surface offers it, such as `check`.
    String name();

    /// What it does, in one sentence.
    String description();

    /// The parameters it takes, in the order they are shown.
    List<Parameter> parameters();

    /// The parameter that stands without its name on a command line; empty where none does.
    default Optional<String> first() {
        return Optional.empty();
    }

    /// Command lines that work, without the program's name, each with what it does after `#`.
    List<String> examples();

    /// Does it, and answers with what came of it. Throws [dev.outlay.units.CallersMistake] where it cannot be done
    /// as asked.
    Table act(Parameters parameters, Desk desk, Admissions door) throws SourceException;
}
