package dev.outlay.budget;

import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Dimension.Named;
import dev.outlay.ledger.Measure;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/// Budgets drawn by chance over what random charges hold; a seed gives the same ones again.
final class RandomBudgets {

    private static final List<String> ZONES =
            List.of("UTC", "Europe/Berlin", "Asia/Kolkata", "America/Los_Angeles", "+05:45");
    private static final List<String> UNITS = List.of("USD", "EUR", "gpu-hours");

    private final Random random;

    RandomBudgets(Random random) {
        this.random = random;
    }

    /// Budgets that stand alone, some of them below one that covers everything.
    List<Budget> budgets(int count) {
        Map<String, Budget> budgets = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            Budget budget = budget("b" + i);
            try {
                List<Budget> all = new ArrayList<>(budgets.values());
                all.add(budget);
                Tree.of(all);
                budgets.put(budget.name(), budget);
            } catch (Tree.Mistake mistake) {
                // two that limit the same
                budgets.remove(budget.name());
            }
        }
        return List.copyOf(budgets.values());
    }

    Budget budget(String name) {
        return new Budget(
                name,
                null,
                new Limit(BigDecimal.valueOf(1 + random.nextInt(10_000)), BudgetUnit.of(oneOf(UNITS))),
                random.nextBoolean() ? Measure.EFFECTIVE : Measure.BILLED,
                period(),
                ZoneId.of(oneOf(ZONES)),
                scope(),
                random.nextBoolean()
                        ? Threshold.USUAL
                        : List.of(
                                new Threshold(BigDecimal.valueOf(random.nextInt(50) + 1), Severity.INFO, List.of()),
                                new Threshold(
                                        BigDecimal.valueOf(random.nextInt(900) + 60),
                                        Severity.CRITICAL,
                                        List.of("a", "ü, b"))),
                random.nextBoolean()
                        ? Guard.USUAL
                        : new Guard(Guard.Mode.DRY_RUN, Duration.ofMinutes(30), new BigDecimal("12.5"), null));
    }

    private Period period() {
        return switch (random.nextInt(5)) {
            case 0 -> new Period(Period.Calendar.MONTH, null, null);
            case 1 -> new Period(Period.Calendar.QUARTER, LocalDate.of(2026, 9, 12), null);
            case 2 -> new Period(Period.Calendar.YEAR, null, LocalDate.of(2026, 11, 17));
            case 3 ->
                new Period(
                        new Period.Days(1 + random.nextInt(20)),
                        LocalDate.of(2026, 9, 1).plusDays(random.nextInt(30)),
                        null);
            default ->
                new Period(
                        Period.Once.ONCE,
                        LocalDate.of(2026, 10, 1).plusDays(random.nextInt(10)),
                        LocalDate.of(2026, 10, 20).plusDays(random.nextInt(30)));
        };
    }

    private Scope scope() {
        Map<Dimension, Set<String>> wanted = new LinkedHashMap<>();
        if (random.nextBoolean()) {
            wanted.put(Named.TEAM, random.nextBoolean() ? Set.of("vision") : Set.of("Vision", "sprache-ü"));
        }
        if (random.nextInt(3) == 0) {
            wanted.put(Named.PROVIDER, Set.of("aws"));
        }
        if (random.nextInt(3) == 0) {
            wanted.put(new Dimension.Tag("odd.\"key'"), Set.of("LS", "ü\n\""));
        }
        return new Scope(wanted);
    }

    private String oneOf(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }
}
