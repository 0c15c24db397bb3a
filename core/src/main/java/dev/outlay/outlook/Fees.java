package dev.outlay.outlook;

import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// What is unusual about charges apart from usage: a monthly fee of another amount than before, and a single charge
/// that nothing before resembles.
final class Fees {

    private Fees() {}

    static List<Anomaly> unusual(History history, AnomalyQuestion question) {
        List<Anomaly> found = new ArrayList<>();
        for (Fee fee : history.fees()) {
            if (fee.before() != null) {
                add(found, history, question, fee.name(), fee.last(), fee.amount(), fee.before());
            }
        }
        for (History.Once once : history.occasional()) {
            boolean first = history.occasional().stream()
                    .filter(other -> other.name().equals(once.name()))
                    .allMatch(other -> !other.day().isBefore(once.day()));
            // money back is no reason for alarm, and what comes now and then is not new each time
            if (first && once.amount().signum() > 0) {
                add(found, history, question, once.name(), once.day(), once.amount(), BigDecimal.ZERO);
            }
        }
        return found;
    }

    private static void add(
            List<Anomaly> found,
            History history,
            AnomalyQuestion question,
            String name,
            LocalDate day,
            BigDecimal actual,
            BigDecimal usual) {
        BigDecimal excess = actual.subtract(usual);
        Instant at = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        if (question.looked().contains(at)
                && excess.abs().compareTo(question.least()) >= 0
                && excess.abs().compareTo(usual.abs().multiply(question.leastShare())) >= 0) {
            String unit = Objects.requireNonNullElse(
                    history.currency(), question.measure().text());
            found.add(new Anomaly(
                    "fee/" + name + "/" + day,
                    Anomaly.Kind.FEE,
                    List.of(),
                    history.currency(),
                    at,
                    Span.dayOf(at).to(),
                    false,
                    actual,
                    usual,
                    excess,
                    excess,
                    null,
                    null,
                    List.of(),
                    name + ": " + actual.toPlainString() + " " + unit + " on " + day
                            + (usual.signum() == 0
                                    ? ", a single charge that nothing before resembles"
                                    : " after " + usual.toPlainString() + " the month before")));
        }
    }
}
