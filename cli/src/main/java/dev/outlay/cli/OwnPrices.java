package dev.outlay.cli;

import dev.outlay.connect.Connectors;
import dev.outlay.connect.tabular.Progress;
import dev.outlay.ledger.Price;
import dev.outlay.ledger.Reading;
import dev.outlay.ledger.Refusal;
import dev.outlay.ledger.SourceException;
import dev.outlay.units.CallersMistake;
import dev.outlay.units.Span;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The prices of a file that is brought along to one question and kept in no ledger.
final class OwnPrices {

    private OwnPrices() {}

    /// All prices of the file. A file that is brought along is small and meant as it stands, so one line that
    /// cannot be understood refuses it: throws [CallersMistake] naming the line.
    static List<Price> in(Path file, Session session) throws SourceException {
        List<Price> prices = new ArrayList<>();
        List<Refusal> refusals = new ArrayList<>();
        try (Reading reading = Connectors.source("prices", file, session.clock(), Progress.NONE)
                .read(Span.EVER)) {
            reading.forEach(fact -> {
                switch (fact) {
                    case Price price -> prices.add(price);
                    case Refusal refusal -> refusals.add(refusal);
                    default -> throw new IllegalStateException("a price file holds no " + fact);
                }
            });
        }
        if (!refusals.isEmpty()) {
            Refusal first = refusals.getFirst();
            throw new CallersMistake("--prices " + file + ": " + first.origin().where()
                    + (first.column() == null ? "" : ", column " + first.column()) + ": " + first.reason()
                    + (refusals.size() > 1 ? " (and " + (refusals.size() - 1) + " more lines)" : ""));
        }
        return prices;
    }
}
