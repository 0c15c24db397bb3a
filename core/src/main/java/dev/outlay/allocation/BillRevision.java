package dev.outlay.allocation;

import dev.outlay.ledger.Appended;
import dev.outlay.ledger.Charge;
import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.Reading;
import dev.outlay.ledger.Source;
import dev.outlay.ledger.SourceException;
import dev.outlay.units.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Makes a bill that was issued anew replace what it replaces: of each thing that the document charges for, its
/// lines stand and earlier ones do not.
///
/// Lines of what the document does not charge for stay, so a bill may come in pieces. A provider's own corrections
/// add and replace nothing. The document is read again; about 150 bytes are held in memory for each of its lines.
/// Stopping at any point and restating again gives the same ledger. Not thread-safe.
public final class BillRevision {

    private final Ledger ledger;
    private final BillLines lines = new BillLines();

    public BillRevision(Ledger ledger) {
        this.ledger = ledger;
    }

    /// What restating did, and the time that the lines of the document cover, null where it holds no line.
    public record Outcome(Appended appended, @Nullable Span covered) {}

    /// Restates what a document, whose lines the ledger holds already, replaces.
    public Outcome restate(Source document) throws SourceException {
        Map<BillLines.Key, BillLines.Key> sums = new HashMap<>();
        @Nullable Span[] covered = {null};
        read(document, line -> {
            covered[0] = Appended.cover(covered[0], line.period());
            if (!Revisions.isProvidersCorrection(line)) {
                sums.merge(lines.naturalKey(line), id(line), BillLines.Key::plus);
            }
        });
        Span span = covered[0];
        if (span == null) {
            return new Outcome(Appended.NOTHING, null);
        }
        known(
                span,
                line -> sums.computeIfPresent(
                        lines.naturalKey(line),
                        (_, sum) -> Revisions.isReversal(line) ? sum.plus(id(line)) : sum.minus(id(line))));
        sums.values().removeIf(difference -> difference.equals(new BillLines.Key(0, 0)));
        return new Outcome(sums.isEmpty() ? Appended.NOTHING : restate(document, span, sums.keySet()), span);
    }

    private Appended restate(Source document, Span span, Set<BillLines.Key> differing) throws SourceException {
        Set<String> stated = new HashSet<>();
        read(document, line -> {
            if (!Revisions.isProvidersCorrection(line) && differing.contains(lines.naturalKey(line))) {
                stated.add(Revisions.base(line));
            }
        });
        Map<String, List<Charge>> histories = new LinkedHashMap<>();
        known(span, line -> {
            if (differing.contains(lines.naturalKey(line))) {
                histories
                        .computeIfAbsent(Revisions.base(line), _ -> new ArrayList<>())
                        .add(line);
            }
        });
        var postings = new Postings(ledger);
        for (Map.Entry<String, List<Charge>> history : histories.entrySet()) {
            Charge standing = Revisions.standing(history.getValue());
            Charge wanted = !stated.contains(history.getKey())
                    ? null
                    : standing != null ? standing : history.getValue().getFirst();
            postings.settle(wanted, history.getValue());
        }
        return postings.flush();
    }

    private BillLines.Key id(Charge line) {
        return lines.idKey(Revisions.base(line));
    }

    private static void read(Source document, Consumer<Charge> consumer) throws SourceException {
        try (Reading reading = document.read(Span.EVER)) {
            reading.forEach(fact -> {
                if (fact instanceof Charge line && BillLines.isLine(line)) {
                    consumer.accept(line);
                }
            });
        }
    }

    /// The lines that a document can replace, which a provider's corrections are not.
    private void known(Span span, Consumer<Charge> consumer) {
        try (Stream<Charge> charges = ledger.facts(Charge.class, span, List.of(BillLines.FILTER))) {
            charges.filter(BillLines::isLine)
                    .filter(line -> !Revisions.isProvidersCorrection(line))
                    .forEach(consumer);
        }
    }
}
