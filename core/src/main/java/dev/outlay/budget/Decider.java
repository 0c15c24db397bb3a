package dev.outlay.budget;

import dev.outlay.units.CallersMistake;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Decides on an ask by where the budgets above it stand: a pure function of what it is handed.
final class Decider {

    /// The level that the cost limit of the job itself stands for.
    static final String COST_LIMIT = "cost-limit";

    // a job that may run for less than a minute is not worth its start
    private static final BigDecimal SHORTEST_HOURS = BigDecimal.ONE.divide(BigDecimal.valueOf(60), 9, RoundingMode.UP);
    private static final int SCALE = 18;
    private static final int HOURS_SCALE = 4;

    /// Where budgets stand, and what was said about them.
    interface Figures {

        BigDecimal reserved(Bound bound);

        AdmissionPolicy policy(String budget);

        /// When the grace of a budget began in its period; null where it has not.
        @Nullable
        Instant graceBegan(Bound bound);

        /// What anybody consented to for an ask or a budget.
        List<Consent> consents(String subject);
    }

    private final Figures figures;
    private final Instant now;

    Decider(Figures figures, Instant now) {
        this.figures = figures;
        this.now = now;
    }

    Decision decide(Ask ask, List<Bound> bounds) {
        List<Level> levels = new ArrayList<>();
        if (ask.costLimit() != null) {
            levels.add(ofItself(
                    ask,
                    COST_LIMIT,
                    new BudgetUnit.Currency(ask.costLimit().currency()),
                    ask.costLimit().amount()));
        }
        for (Bound bound : bounds) {
            Guard guard = bound.budget().guard();
            BigDecimal each = ask.pod() == null ? guard.perRun() : guard.perPod();
            if (each != null && guard.mode() == Guard.Mode.ENFORCE) {
                String name = bound.name() + (ask.pod() == null ? " per run" : " per pod");
                levels.add(ofItself(ask, name, bound.unit(), each));
            }
            levels.add(level(ask, bound));
        }
        List<Level> refusing = levels.stream().filter(Level::refuses).toList();
        if (refusing.isEmpty()) {
            return new Decision.Admit(levels, admitted(levels));
        }
        boolean throttled = refusing.stream()
                .allMatch(level -> level.period() != null && level.policy().full() == AdmissionPolicy.Full.THROTTLE);
        BigDecimal part = part(levels, refusing);
        if (!throttled || !isWorthIt(ask, part)) {
            return new Decision.Block(levels, refusing.stream().map(Level::text).collect(Collectors.joining("; ")));
        }
        return throttle(ask, levels, refusing, part);
    }

    private static Level ofItself(Ask ask, String name, BudgetUnit unit, BigDecimal most) {
        return new Level(
                name,
                unit,
                null,
                AdmissionPolicy.DEFAULT,
                most,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                asked(ask, unit, Expected.End.EXPECTED),
                null);
    }

    private Level level(Ask ask, Bound bound) {
        AdmissionPolicy policy = figures.policy(bound.name());
        BudgetUnit.Currency currency = ask.currency();
        if (bound.unit() instanceof BudgetUnit.Currency other && currency != null && !currency.equals(other)) {
            throw new CallersMistake("the ask " + ask.id() + " is in " + currency.code() + " and the budget "
                    + bound.name() + " in " + other.code() + ": ask in " + other.code());
        }
        var level = new Level(
                bound.name(),
                bound.unit(),
                bound.period(),
                policy,
                bound.budget().limit().amount(),
                bound.spent(),
                figures.reserved(bound),
                asked(ask, bound.unit(), policy.end()),
                null);
        if (!level.exceeds()) {
            return level;
        }
        Level.Excuse excuse = excuse(ask, bound, level);
        return excuse == null ? level : level.excused(excuse);
    }

    private static @Nullable BigDecimal asked(Ask ask, BudgetUnit unit, Expected.End end) {
        Expected amount = ask.amounts().get(unit);
        return amount == null ? null : amount.at(end);
    }

    private Level.@Nullable Excuse excuse(Ask ask, Bound bound, Level level) {
        BigDecimal asked = Objects.requireNonNull(level.asked());
        for (Consent consent : figures.consents(ask.id())) {
            BigDecimal approved = consent.amounts().get(bound.name());
            if (consent.kind() == Consent.Kind.APPROVAL
                    && consent.holdsAt(now)
                    && approved != null
                    && asked.compareTo(approved) <= 0) {
                return new Level.Excuse(Level.Excuse.Kind.APPROVAL, consent.text());
            }
        }
        for (Consent consent : figures.consents(bound.name())) {
            BigDecimal allowance = consent.amounts().get(bound.name());
            if (consent.kind() == Consent.Kind.OVERRIDE
                    && consent.holdsAt(now)
                    && (allowance == null || asked.compareTo(level.left().add(allowance)) <= 0)) {
                return new Level.Excuse(Level.Excuse.Kind.OVERRIDE, consent.text());
            }
        }
        return switch (bound.budget().guard().mode()) {
            case DRY_RUN ->
                new Level.Excuse(Level.Excuse.Kind.RECORD, "the budget only records what it would have refused");
            case WATCH -> new Level.Excuse(Level.Excuse.Kind.WATCH, "the budget only counts and tells");
            case ENFORCE -> grace(bound);
        };
    }

    private Level.@Nullable Excuse grace(Bound bound) {
        Duration grace = bound.budget().guard().grace();
        if (grace.isZero()) {
            return null;
        }
        Instant began = figures.graceBegan(bound);
        Instant end = (began == null ? now : began).plus(grace);
        return now.isBefore(end)
                ? new Level.Excuse(
                        Level.Excuse.Kind.GRACE, "in the grace of " + grace.toMinutes() + " minutes, until " + end)
                : null;
    }

    /// The part of what is asked that fits into what every refusing level has left, rounded down.
    private static BigDecimal part(List<Level> levels, List<Level> refusing) {
        return levels.stream()
                .filter(refusing::contains)
                .map(level -> level.left()
                        .max(BigDecimal.ZERO)
                        .divide(Objects.requireNonNull(level.asked()), SCALE, RoundingMode.DOWN))
                .min(Comparator.naturalOrder())
                .orElse(BigDecimal.ZERO);
    }

    private static boolean isWorthIt(Ask ask, BigDecimal part) {
        return part.signum() > 0
                && (ask.hours() == null || ask.hours().value().multiply(part).compareTo(SHORTEST_HOURS) >= 0);
    }

    private static Decision throttle(Ask ask, List<Level> levels, List<Level> refusing, BigDecimal part) {
        BigDecimal hours = ask.hours() == null
                ? null
                : ask.hours().value().multiply(part).setScale(HOURS_SCALE, RoundingMode.DOWN);
        int gpus = ask.gpus() == null
                ? 0
                : ask.gpus().multiply(part).setScale(0, RoundingMode.DOWN).intValueExact();
        var throttle = new Decision.Throttle(levels, "", part, hours, gpus == 0 ? null : gpus);
        String because =
                throttle.limits() + ": " + refusing.stream().map(Level::text).collect(Collectors.joining("; "));
        return new Decision.Throttle(levels, because, part, hours, throttle.maxGpus());
    }

    private static String admitted(List<Level> levels) {
        if (levels.isEmpty()) {
            return "no budget covers this ask: nothing limits it";
        }
        List<Level> excused =
                levels.stream().filter(level -> level.excuse() != null).toList();
        if (!excused.isEmpty()) {
            return excused.stream()
                    .map(level -> level.text() + ", admitted: "
                            + Objects.requireNonNull(level.excuse()).text())
                    .collect(Collectors.joining("; "));
        }
        return levels.stream()
                .filter(level -> level.utilizationAfter() != null)
                .max(Comparator.comparing(Level::utilizationAfter, Comparator.nullsFirst(Comparator.naturalOrder())))
                .map(fullest -> "fits into "
                        + (levels.size() == 1 ? "the budget " : levels.size() + " budgets, of which ") + fullest.text())
                .orElse("the budgets above it count what the ask does not say");
    }
}
