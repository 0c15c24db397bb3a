package dev.outlay;

import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.SourceException;
import dev.outlay.recommend.Status;
import dev.outlay.report.Desk;
import dev.outlay.report.Parameters;
import dev.outlay.report.RecommendReport;
import dev.outlay.report.Table;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Where people decide about advice. Thread-safe where the ledger is.
public final class AdviceDoor {

    private final Supplier<Ledger> ledgers;
    private final Supplier<Desk> desks;

    AdviceDoor(Supplier<Ledger> ledgers, Supplier<Desk> desks) {
        this.ledgers = ledgers;
        this.desks = desks;
    }

    /// Records that somebody accepted, dismissed or did an advice, and answers with it as it stands then. `actor`
    /// is who says so, `reason` why, each null where it was not said; `span` are the parameters of the report
    /// `recommend` that say which span is looked at. Deciding the same again changes nothing. Throws
    /// [dev.outlay.units.CallersMistake] where no or more than one advice has such an id, and on a dismissal
    /// without a reason.
    public Table decide(String id, Status status, @Nullable String actor, @Nullable String reason, Parameters span)
            throws SourceException {
        return RecommendReport.decide(
                ledgers.get(), desks.get(), span, new RecommendReport.Decided(id, status, actor, reason));
    }
}
