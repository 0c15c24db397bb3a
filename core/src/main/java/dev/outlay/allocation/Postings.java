package dev.outlay.allocation;

import dev.outlay.ledger.Appended;
import dev.outlay.ledger.Charge;
import dev.outlay.ledger.Fact;
import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.Reading;
import dev.outlay.ledger.SourceException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Charges on their way into the ledger, which brings what stands there to what is wanted. Not thread-safe.
final class Postings {

    private static final int BATCH = 50_000;

    private final Ledger ledger;
    private final ClosedBooks books;
    private final List<Fact> pending = new ArrayList<>();
    private Appended appended = Appended.NOTHING;

    Postings(Ledger ledger) {
        this.ledger = ledger;
        this.books = new ClosedBooks(ledger);
    }

    /// Makes `wanted` the charge that stands under its id, where `known` is what the ledger holds under it. Without
    /// anything wanted, what stands is taken back.
    void settle(@Nullable Charge wanted, List<Charge> known) throws SourceException {
        if (known.isEmpty()) {
            if (wanted != null) {
                add(Revisions.inBooks(wanted, books.hold(wanted)));
            }
            return;
        }
        Charge standing = Revisions.standing(known);
        if (standing != null && wanted != null && Revisions.same(standing, wanted)) {
            return;
        }
        if (standing != null) {
            add(Revisions.reversal(standing, known.size(), books.hold(standing)));
        }
        if (wanted != null) {
            add(Revisions.restatement(wanted, known.size(), books.hold(wanted)));
        }
    }

    /// Appends what is still on its way and says what all of it came to.
    Appended flush() throws SourceException {
        if (!pending.isEmpty()) {
            List<Fact> batch = List.copyOf(pending);
            pending.clear();
            appended = appended.plus(ledger.append(Reading.of(batch)));
        }
        return appended;
    }

    private void add(Charge charge) throws SourceException {
        pending.add(charge);
        if (pending.size() >= BATCH) {
            flush();
        }
    }
}
