package dev.outlay.connect.grid;

import dev.outlay.ledger.Source;
import java.util.List;

/// A service that tells how much carbon a grid's electricity stands for, asked for over the network.
///
/// Its source reads the span it is given, past and forecast, for each zone it was made for, and hands over a
/// [dev.outlay.ledger.GridIntensity] for each figure it understands and a [dev.outlay.ledger.Refusal] for each it
/// does not. A zone that cannot be asked for goes to [GridAccess#missing], and reading goes on with the others;
/// only where no zone gives anything does it throw [dev.outlay.ledger.SourceException]. Thread-safe.
public interface GridFeed {

    /// The word by which people ask for it: `electricity-maps`.
    String name();

    /// What it is and which basis its figures have, for a person.
    String description();

    /// The variables of the environment without which it cannot be asked.
    List<String> needs();

    /// The zones it knows, in words with examples.
    String zones();

    /// The figures of some zones. Nothing is asked for before it is read. Throws
    /// [dev.outlay.units.CallersMistake] where a variable is not set or a zone cannot be one of its own.
    Source source(List<String> zones, GridAccess access);
}
