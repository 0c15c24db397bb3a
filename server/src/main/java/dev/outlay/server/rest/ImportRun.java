package dev.outlay.server.rest;

import dev.outlay.report.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How one import goes. Thread-safe: one thread does it, others look on.
final class ImportRun {

    private enum State {
        RECEIVING,
        WAITING,
        IMPORTING,
        RATING,
        DONE,
        FAILED
    }

    private final long number;
    private final String kind;
    private final String name;
    private final Instant started;
    private State state = State.RECEIVING;
    private long receivedBytes;
    private long readFacts;
    private @Nullable Instant finished;
    private @Nullable Table result;
    private @Nullable String problem;

    private final String by;

    private final @Nullable String team;

    /// `team` is that of whoever sent it, null where they see several or all.
    ImportRun(long number, String kind, String name, Instant started, String by, @Nullable String team) {
        this.by = by;
        this.team = team;
        this.number = number;
        this.kind = kind;
        this.name = name;
        this.started = started;
    }

    @Nullable
    String team() {
        return team;
    }

    String by() {
        return by;
    }

    long number() {
        return number;
    }

    String kind() {
        return kind;
    }

    String name() {
        return name;
    }

    synchronized long received(int bytes) {
        receivedBytes += bytes;
        return receivedBytes;
    }

    synchronized void waits() {
        state = State.WAITING;
    }

    synchronized void isTakenIn() {
        state = State.IMPORTING;
    }

    synchronized void isRated() {
        state = State.RATING;
    }

    synchronized void read(long facts) {
        readFacts = facts;
    }

    synchronized void done(Table table, Instant at) {
        state = State.DONE;
        result = table;
        finished = at;
    }

    synchronized void failed(String reason, Instant at) {
        state = State.FAILED;
        problem = reason;
        finished = at;
    }

    synchronized List<@Nullable String> row() {
        List<@Nullable String> row = new ArrayList<>();
        row.add(Long.toString(number));
        row.add(kind);
        row.add(name);
        row.add(state.name().toLowerCase(Locale.ROOT));
        row.add(started.toString());
        row.add(finished == null ? null : finished.toString());
        row.add(Long.toString(receivedBytes));
        row.add(Long.toString(readFacts));
        for (String outcome : List.of("added", "known", "refused")) {
            row.add(result == null ? null : result.heading().get(outcome));
        }
        row.add(problem);
        return row;
    }
}
