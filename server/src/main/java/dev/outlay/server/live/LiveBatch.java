package dev.outlay.server.live;

import java.util.List;

/// What is to be told between two places of the ledger, in order, and how far that reaches, which may be further
/// than the last event where some facts are told to nobody.
record LiveBatch(List<LiveEvent> events, Cursor reached) {

    LiveBatch {
        events = List.copyOf(events);
    }
}
