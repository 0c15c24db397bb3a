package dev.outlay.allocation;

import dev.outlay.ledger.Document;
import dev.outlay.ledger.Fact;
import dev.outlay.ledger.Reading;
import dev.outlay.units.Span;
import java.util.List;
import java.util.stream.Collectors;

/// A document of facts that are at hand.
record Paper(String name, String title, List<? extends Fact> facts) implements Document {

    @Override
    public String fingerprint() {
        return facts.stream().map(fact -> fact.origin().id()).sorted().collect(Collectors.joining(","));
    }

    @Override
    public Reading read(Span span) {
        return Reading.of(facts);
    }
}
