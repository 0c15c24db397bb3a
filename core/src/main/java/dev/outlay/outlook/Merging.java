package dev.outlay.outlook;

import dev.outlay.units.Decimals;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Makes anomalies of stretches that were explained: those of one cause that follow each other within a week are
/// one. Used once.
final class Merging {

    private static final Duration NEAR = Duration.ofDays(8);
    private static final int FEW_DAYS = 2;
    private static final double NOTHING = 0.05;

    private final List<Explained> explained;

    Merging(List<Explained> explained) {
        this.explained = explained.stream()
                .sorted(Comparator.comparing((Explained each) -> each.days().from())
                        .thenComparing(each -> each.days().to()))
                .toList();
    }

    /// Stretches of one cause, with what they sum up to.
    private static final class Group {

        private final List<Explained> parts = new ArrayList<>();
        private BigDecimal actual = BigDecimal.ZERO;
        private BigDecimal usual = BigDecimal.ZERO;
        private @Nullable BigDecimal byPrice;
        private long days;

        void add(Explained part) {
            parts.add(part);
            actual = actual.add(part.evidence().actual());
            usual = usual.add(Range.decimal(part.evidence().usual()));
            BigDecimal price = part.evidence().byPrice();
            byPrice = price == null ? byPrice : byPrice == null ? price : byPrice.add(price);
            days += part.days().length().toDays();
        }

        boolean isFollowedBy(Explained next) {
            Explained last = parts.getLast();
            return last.cause().equals(next.cause())
                    && Objects.equals(
                            last.evidence().currency(), next.evidence().currency())
                    && !next.days().from().isAfter(last.days().to().plus(NEAR))
                    // a return to the usual is told by the end of what it returns from
                    && excess().signum()
                            == next.evidence()
                                    .actual()
                                    .subtract(Range.decimal(next.evidence().usual()))
                                    .signum()
                    && last.days().intersection(next.days()).isEmpty();
        }

        /// Whether the same was found in some of the same days.
        boolean holds(Explained other) {
            return parts.stream()
                    .anyMatch(part -> part.cause().equals(other.cause())
                            && Objects.equals(
                                    part.evidence().currency(), other.evidence().currency())
                            && part.days().intersection(other.days()).isPresent());
        }

        BigDecimal excess() {
            return actual.subtract(usual);
        }
    }

    List<Anomaly> anomalies(AnomalyQuestion question) {
        List<Group> groups = new ArrayList<>();
        for (Explained each : explained) {
            if (groups.stream().anyMatch(one -> one.holds(each))) {
                continue;
            }
            Group group = groups.stream()
                    .filter(one -> one.isFollowedBy(each))
                    .findFirst()
                    .orElseGet(() -> {
                        groups.add(new Group());
                        return groups.getLast();
                    });
            group.add(each);
        }
        return groups.stream()
                .filter(group -> isEnough(group, question))
                .map(group -> anomaly(group, question))
                .toList();
    }

    private static boolean isEnough(Group group, AnomalyQuestion question) {
        BigDecimal excess = group.excess().abs();
        return excess.compareTo(question.least()) >= 0
                && excess.compareTo(group.usual.abs().multiply(question.leastShare())) >= 0;
    }

    private static Anomaly anomaly(Group group, AnomalyQuestion question) {
        Explained start = group.parts.getFirst();
        Explained end = group.parts.getLast();
        BigDecimal excess = group.excess();
        BigDecimal perDay = excess.divide(BigDecimal.valueOf(group.days), 2, RoundingMode.HALF_EVEN);
        Anomaly.Kind kind = kind(group);
        Instant from = kind == Anomaly.Kind.RAMP || excess.signum() < 0
                ? start.days().from()
                : start.evidence().began();
        List<String> runs = excess.signum() > 0 ? start.evidence().newRuns() : List.of();
        BigDecimal byPrice = group.byPrice == null ? null : Range.decimal(group.byPrice.doubleValue());
        BigDecimal byQuantity = byPrice == null ? null : excess.subtract(byPrice);
        var sentences = new Telling(question, start.cause(), start.evidence().currency());
        Span days = new Span(from, end.days().to());
        return new Anomaly(
                Telling.id(start.cause(), start.days().from(), excess),
                kind,
                start.cause(),
                start.evidence().currency(),
                from,
                end.days().to(),
                end.ongoing(),
                Decimals.normal(group.actual),
                Decimals.normal(group.usual),
                Decimals.normal(excess),
                Decimals.normal(perDay),
                byPrice,
                byQuantity,
                runs,
                sentences.sentence(kind, days, end.ongoing(), excess, group.usual, perDay, byPrice, runs)
                        + (group.parts.size() > 1 ? ", " + group.parts.size() + " times" : ""));
    }

    private static Anomaly.Kind kind(Group group) {
        Explained first = group.parts.getFirst();
        BigDecimal excess = group.excess();
        if (excess.signum() < 0) {
            boolean nothing = group.actual.abs().doubleValue() < NOTHING * Math.abs(group.usual.doubleValue());
            return nothing ? Anomaly.Kind.VANISHED : Anomaly.Kind.DROP;
        }
        if (first.evidence().isNew()) {
            return Anomaly.Kind.NEW;
        }
        if (first.ramp()) {
            return Anomaly.Kind.RAMP;
        }
        return first.days().length().toDays() <= FEW_DAYS && !first.ongoing() ? Anomaly.Kind.SPIKE : Anomaly.Kind.STEP;
    }
}
