package dev.outlay.alert;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a rule found to be so of one subject.
///
/// `subject` tells it from the rule's other findings and stays the same for as long as it is the same thing.
/// `holds` is true where it is bad enough to begin an alert, false where it is only not yet good enough to end one:
/// between the two lies what keeps an alert from flapping. `severity` is null where the rule's own counts.
/// `figures` are shown in order, each with its unit; `evidence` are ids of facts; `labels` say whose or what it is
/// and stay the same; `to` names channels, above those that routes name. Throws [IllegalArgumentException] on a
/// blank subject or sentence. Immutable and thread-safe.
public record Finding(
        String subject,
        boolean holds,
        @Nullable Severity severity,
        String sentence,
        Map<String, String> figures,
        List<String> evidence,
        Map<String, String> labels,
        List<String> to) {

    /// How many facts are named at most; the figures say how many there were.
    static final int MOST_EVIDENCE = 8;

    public Finding {
        Objects.requireNonNull(subject, "subject");
        if (subject.isBlank() || sentence.isBlank()) {
            throw new IllegalArgumentException("a finding has a subject and a sentence: '" + subject + "'");
        }
        figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
        evidence = List.copyOf(evidence.subList(0, Math.min(evidence.size(), MOST_EVIDENCE)));
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
        to = List.copyOf(to);
    }

    static Finding of(
            String subject,
            boolean holds,
            String sentence,
            Map<String, String> figures,
            List<String> evidence,
            Map<String, String> labels) {
        return new Finding(subject, holds, null, sentence, figures, evidence, labels, List.of());
    }

    Finding as(Severity another) {
        return new Finding(subject, holds, another, sentence, figures, evidence, labels, to);
    }
}
