package dev.outlay.recommend;

import java.util.List;
import java.util.Objects;

/// One thing that could be changed, why, and what it is worth.
///
/// Made anew from the ledger whenever it is asked for; its [#id] stays the same for the same finding, and what was
/// decided about it is found by the id. `risks` say what could go wrong; an advice always has evidence. Throws
/// [IllegalArgumentException] without evidence and on a blank title. Immutable and thread-safe.
public record Advice(
        Finding finding,
        String title,
        List<Evidence> evidence,
        Worth worth,
        Certainty certainty,
        Action action,
        List<String> risks) {

    public Advice {
        Objects.requireNonNull(finding, "finding");
        Objects.requireNonNull(worth, "worth");
        Objects.requireNonNull(certainty, "certainty");
        Objects.requireNonNull(action, "action");
        evidence = List.copyOf(evidence);
        risks = List.copyOf(risks);
        if (title.isBlank() || evidence.isEmpty()) {
            throw new IllegalArgumentException(
                    "an advice has a title and evidence: '" + title + "', " + evidence.size() + " figures");
        }
    }

    /// The same for the same finding, whenever it is made.
    public String id() {
        return finding.id();
    }

    public Category category() {
        return finding.category();
    }

    public Subject subject() {
        return finding.subject();
    }
}
