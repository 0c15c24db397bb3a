package dev.outlay.monitor;

import java.time.Duration;
import java.util.List;

/// A few figures that are gathered together. Stateless and thread-safe.
public interface Watch {

    /// What it gives, in the order shown. [#look] gives each of them, and no other.
    List<Metric> metrics();

    /// How long its figures may stand before they are gathered again; zero for every time anything is gathered.
    default Duration keeps() {
        return Duration.ZERO;
    }

    /// The figures of now. Throws [dev.outlay.ledger.LedgerException] where the storage fails.
    List<Family> look(Sight sight);
}
