package dev.outlay.alert;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a rule found at one instant.
///
/// `open` are subjects of which it could not tell, each with why: their alerts neither begin nor end. `unknown`
/// says why it could tell nothing at all; null where it could. What is in none of them is well. Immutable and
/// thread-safe.
public record Judgement(
        List<Finding> findings,
        Map<String, String> open,
        @Nullable String unknown) {

    public static final Judgement NOTHING = new Judgement(List.of(), Map.of(), null);

    public Judgement {
        findings = List.copyOf(findings);
        open = Map.copyOf(open);
    }

    public static Judgement of(List<Finding> findings) {
        return new Judgement(findings, Map.of(), null);
    }

    public static Judgement notKnown(String why) {
        return new Judgement(List.of(), Map.of(), why);
    }

    /// The findings that a watch is for.
    Judgement within(Watch watch) {
        if (watch.where().isEmpty()) {
            return this;
        }
        return new Judgement(
                findings.stream()
                        .filter(finding -> watch.concerns(finding.labels()))
                        .toList(),
                open,
                unknown);
    }

    /// Collects what a rule finds, subject by subject. Not thread-safe.
    static final class Sheet {

        private final Map<String, Finding> findings = new LinkedHashMap<>();
        private final Map<String, String> open = new LinkedHashMap<>();

        /// Of two findings on one subject the first counts.
        void add(Finding finding) {
            findings.putIfAbsent(finding.subject(), finding);
        }

        void leaveOpen(String subject, String why) {
            open.put(subject, why);
        }

        Judgement judgement() {
            return new Judgement(List.copyOf(findings.values()), open, null);
        }
    }
}
