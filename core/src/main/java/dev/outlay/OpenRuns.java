package dev.outlay;

import dev.outlay.allocation.RunHistory;
import dev.outlay.ledger.Arrivals;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.ledger.Run;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// The last word on every attempt, kept in memory and brought up to date by what came into the ledger since.
/// Thread-safe.
final class OpenRuns {

    private final Supplier<? extends LedgerReader> ledgers;
    private final Map<String, TreeMap<Integer, Run>> last = new HashMap<>();
    private long heard;

    OpenRuns(Supplier<? extends LedgerReader> ledgers) {
        this.ledgers = ledgers;
    }

    /// The last word on the latest attempt of a run; empty where the ledger knows of none.
    synchronized Optional<Run> latest(String run) {
        catchUp();
        return Optional.ofNullable(last.get(run))
                .map(attempts -> attempts.lastEntry().getValue());
    }

    /// The last word on an attempt; empty where the ledger knows of none.
    synchronized Optional<Run> attempt(String run, int attempt) {
        catchUp();
        return Optional.ofNullable(last.get(run)).map(attempts -> attempts.get(attempt));
    }

    /// The attempts that promised to be heard of and are not, those last that were heard of last.
    synchronized List<Run> lost(Instant now) {
        catchUp();
        return last.values().stream()
                .flatMap(attempts -> attempts.values().stream())
                .filter(attempt -> RunHistory.isLost(attempt, now))
                .sorted(Comparator.comparing(Run::at))
                .toList();
    }

    private void catchUp() {
        LedgerReader ledger = ledgers.get();
        long end = ledger.count(Run.class);
        if (end == heard) {
            return;
        }
        try (Stream<Run> words = ledger.arrived(Run.class, new Arrivals(heard, end))) {
            words.forEach(word -> last.computeIfAbsent(word.run(), _ -> new TreeMap<>())
                    .merge(word.attempt(), word, RunHistory::later));
        }
        heard = end;
    }
}
