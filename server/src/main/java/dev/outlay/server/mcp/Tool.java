package dev.outlay.server.mcp;

import dev.outlay.ledger.SourceException;
import dev.outlay.report.Table;
import dev.outlay.server.access.Visitor;
import java.util.List;

/// Something that an agent can call by name: what it takes, what it says about itself, and what answers.
///
/// `needs` is the method and the path of REST that does the same, which says what a visitor has to be allowed.
/// Immutable; thread-safe where what answers is.
record Tool(
        String name,
        String title,
        String description,
        List<Input> inputs,
        Effect effect,
        String needs,
        Answering answering) {

    /// What a call changes.
    enum Effect {
        /// Nothing.
        READS,
        /// Nothing yet: it makes a plan that can be confirmed.
        PLANS,
        /// The ledger, which keeps all that was before.
        WRITES
    }

    /// Answers a call.
    interface Answering {
        /// Throws [dev.outlay.units.CallersMistake] where it cannot be answered as asked.
        Table answer(Given given, Visitor visitor) throws SourceException;
    }

    Tool {
        inputs = List.copyOf(inputs);
    }
}
