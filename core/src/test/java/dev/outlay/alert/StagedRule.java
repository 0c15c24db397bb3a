package dev.outlay.alert;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A rule that finds what a test puts on its stage.
final class StagedRule implements Rule {

    private final String name;
    private final Map<String, Finding> stage = new TreeMap<>();
    private final Map<String, String> open = new TreeMap<>();
    private @Nullable String unknown;
    private boolean backwards;

    StagedRule(String name) {
        this.name = name;
    }

    StagedRule bad(String subject, Severity severity) {
        return put(subject, true, severity, "team", "vision");
    }

    StagedRule notGood(String subject) {
        return put(subject, false, Severity.WARNING, "team", "vision");
    }

    StagedRule put(String subject, boolean holds, Severity severity, String label, String value) {
        stage.put(
                subject,
                new Finding(
                        subject,
                        holds,
                        severity,
                        subject + " is " + severity.word() + ".",
                        Map.of("level", severity.word()),
                        List.of("fact/" + subject),
                        Map.of(label, value),
                        List.of()));
        return this;
    }

    StagedRule good(String subject) {
        stage.remove(subject);
        open.remove(subject);
        return this;
    }

    StagedRule leaveOpen(String subject) {
        stage.remove(subject);
        open.put(subject, "nobody knows");
        return this;
    }

    StagedRule unknown(@Nullable String why) {
        unknown = why;
        return this;
    }

    /// Finds the same in the opposite order.
    StagedRule backwards() {
        backwards = true;
        return this;
    }

    StagedRule copy() {
        StagedRule copy = new StagedRule(name);
        copy.stage.putAll(stage);
        copy.open.putAll(open);
        copy.unknown = unknown;
        return copy;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String description() {
        return "A stage.";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public List<Threshold> thresholds() {
        return List.of();
    }

    @Override
    public List<String> labels() {
        return List.of("team");
    }

    @Override
    public Judgement judge(Watch watch, Situation situation) {
        if (unknown != null) {
            return Judgement.notKnown(unknown);
        }
        List<Finding> findings = new ArrayList<>(stage.values());
        return new Judgement(backwards ? findings.reversed() : findings, open, null);
    }
}
