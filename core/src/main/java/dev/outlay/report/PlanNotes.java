package dev.outlay.report;

import dev.outlay.catalog.OfferQuery;
import dev.outlay.catalog.PriceDate;
import dev.outlay.estimate.Choice;
import dev.outlay.estimate.Coverage;
import dev.outlay.estimate.Interruptions;
import dev.outlay.estimate.Limits;
import dev.outlay.estimate.Objective;
import dev.outlay.estimate.Plan;
import dev.outlay.estimate.PlanQuestion;
import dev.outlay.estimate.Planner;
import dev.outlay.estimate.Relaxation;
import dev.outlay.ledger.CapacityType;
import dev.outlay.units.Decimals;
import dev.outlay.units.GramsCo2e;
import dev.outlay.units.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The sentences beside a plan: what is missing, what is assumed, what an infeasible question would need.
final class PlanNotes {

    private static final BigDecimal HOURS_PER_DAY = BigDecimal.valueOf(24);

    private PlanNotes() {}

    static List<String> of(
            Planner planner, PlanQuestion question, Plan plan, List<Choice> shown, Coverage coverage, LocalDate today) {
        List<String> notes = new ArrayList<>();
        Choice first = shown.getFirst();
        if (!plan.isFeasible()) {
            notes.add("nothing keeps all limits; each line gives up the limits it names and keeps the others");
            whatTheBudgetPays(question, shown).ifPresent(notes::add);
        } else {
            overrun(question.limits(), first).ifPresent(notes::add);
        }
        withoutSpot(planner, question, first).ifPresent(notes::add);
        if (plan.isFeasible() && plan.feasible() > shown.size()) {
            notes.add((plan.feasible() - shown.size()) + " more offers keep the limits: see them with --limit");
        }
        notes.add("hours and costs are expected ones with the interval of the time ("
                + first.time().basis()
                + "); limits hold for "
                + (question.limits().cautious()
                        ? "its upper end"
                        : "the expected figure, " + "--cautious holds them to its upper end"));
        if (shown.stream().anyMatch(choice -> choice.interruptions() != null)) {
            notes.add("spot: machines are lost at random at the rate of the band, all wait, work since the last"
                    + " checkpoint is done again (Daly 2006); a checkpoint takes "
                    + minutes(question.checkpoints().saveHours()) + " min, a restart "
                    + minutes(question.checkpoints().restartHours())
                    + " min; waiting for capacity is not known and not in it");
        }
        if (shown.stream().anyMatch(choice -> Interruptions.UNKNOWN.equals(choice.interruptions()))) {
            notes.add(Interruptions.UNKNOWN.basis());
        }
        shown.stream()
                .filter(choice -> choice.capacityType() == CapacityType.RESERVED)
                .findFirst()
                .ifPresent(choice -> notes.add(committed(choice)));
        aged(planner, shown, today.minusYears(1)).ifPresent(notes::add);
        addCoverage(question, coverage, notes);
        notes.add("several machines only where their place is known and each has at least "
                + question.sizes().clusterFrom() + " GPUs: nothing is known of the network between others");
        notes.add("energy by the power model at the load asked for; prices without tax: "
                + (planner.statesPrices()
                        ? "prices of your own come first, list prices where there are none"
                        : "list prices, of which spot and marketplace ones move by the hour"));
        return notes;
    }

    /// What would have to be given for a relaxation: `a budget of 7412.30 USD (2412.30 more)`.
    static String needs(Relaxation relaxation, PlanQuestion question) {
        Limits limits = question.limits();
        Choice choice = relaxation.choice();
        boolean cautious = limits.cautious();
        Money cost = cautious ? choice.high() : choice.cost();
        BigDecimal hours = cautious ? choice.time().high() : choice.time().hours();
        return switch (relaxation.kind()) {
            case BUDGET -> {
                Money more = cost.minus(Objects.requireNonNull(limits.budget()));
                yield "budget " + up(cost) + " (" + up(more) + " more)";
            }
            case DEADLINE -> "deadline " + days(hours);
            case CARBON -> "carbon " + kilograms(choice.emissions());
            case PLACE -> "any region";
            case PROVIDER -> "any provider";
            case GPU -> "any GPU";
            case CAPACITY -> "capacity " + choice.capacityType().text();
            case SIZE -> "up to " + choice.gpus() + " GPUs, clusters of any machine";
            case CHEAPEST -> "budget " + up(cost) + " and " + days(hours);
            case FASTEST -> "budget " + up(cost) + " and " + days(hours);
        };
    }

    static String asked(PlanQuestion question) {
        OfferQuery scope = question.scope();
        List<String> words = new ArrayList<>();
        if (scope.gpu() != null) {
            words.add("gpu " + scope.gpu());
        }
        if (scope.minimumGpuMemoryGib() != null) {
            words.add("min-gpu-memory " + Decimals.text(scope.minimumGpuMemoryGib()));
        }
        if (!scope.providers().isEmpty()) {
            words.add("provider " + scope.providers().stream().sorted().collect(Collectors.joining(",")));
        }
        if (scope.region() != null) {
            words.add("region " + scope.region());
        }
        if (scope.regionLike() != null) {
            words.add("region-like " + scope.regionLike());
        }
        words.add("capacity "
                + question.capacities().stream()
                        .sorted()
                        .map(CapacityType::text)
                        .collect(Collectors.joining(",")));
        return String.join(", ", words);
    }

    private static Optional<String> aged(Planner planner, List<Choice> shown, LocalDate yearAgo) {
        List<Integer> ranks = new ArrayList<>();
        for (int i = 0; i < shown.size(); i++) {
            String date = planner.estimate(shown.get(i)).compute().date();
            if (date != null && isBefore(date, yearAgo)) {
                ranks.add(i + 1);
            }
        }
        return ranks.isEmpty()
                ? Optional.empty()
                : Optional.of("the price of rank "
                        + ranks.stream().map(String::valueOf).collect(Collectors.joining(", "))
                        + " is older than a year: ask the seller before you count on it");
    }

    // what has no date, or names no day, may be as young as its year ends
    private static boolean isBefore(String date, LocalDate day) {
        try {
            return new PriceDate(date).latest().isBefore(day);
        } catch (IllegalArgumentException noDate) {
            return false;
        }
    }

    private static void addCoverage(PlanQuestion question, Coverage coverage, List<String> notes) {
        if (coverage.withoutEmissions() > 0) {
            notes.add(coverage.withoutEmissions() + " of " + coverage.priced()
                    + " offers have no known grid intensity or rated power: they have no carbon"
                    + (question.limits().carbon() == null ? "" : " and keep no limit of it"));
        }
        if (coverage.withoutDataCost() > 0) {
            notes.add(coverage.withoutDataCost() + " offers are left out, because what the data costs there is not"
                    + " known");
        }
        if (coverage.inOtherCurrency() > 0) {
            notes.add(coverage.inOtherCurrency() + " offers are left out, because they are not priced in "
                    + question.currency());
        }
    }

    // the upper end of a feasible plan may break a limit that its expected figure keeps
    private static Optional<String> overrun(Limits limits, Choice choice) {
        List<String> risks = new ArrayList<>();
        if (limits.deadlineHours() != null && choice.time().high().compareTo(limits.deadlineHours()) > 0) {
            risks.add("take " + days(choice.time().high()));
        }
        if (limits.budget() != null && choice.high().compareTo(limits.budget()) > 0) {
            risks.add("cost " + up(choice.high()));
        }
        return risks.isEmpty()
                ? Optional.empty()
                : Optional.of("at the upper end of its interval the first plan would " + String.join(" and ", risks)
                        + ", which breaks the limits");
    }

    /// What it would cost on machines that nobody takes away, where the first plan is on others.
    private static Optional<String> withoutSpot(Planner planner, PlanQuestion question, Choice first) {
        if (first.capacityType() != CapacityType.SPOT) {
            return Optional.empty();
        }
        PlanQuestion steady = question.capacities(Set.of(CapacityType.ON_DEMAND))
                .objective(Objective.COST)
                .limits(new Limits(
                        null,
                        question.limits().deadlineHours(),
                        question.limits().carbon(),
                        question.limits().cautious()));
        return planner.plan(steady, 1).choices().stream()
                .findFirst()
                .map(choice -> "on demand, where no machine is taken away, the cheapest in time is "
                        + PlanTables.advice(choice));
    }

    /// How much of the work the budget pays for at the cheapest plan within the deadline.
    private static Optional<String> whatTheBudgetPays(PlanQuestion question, List<Choice> shown) {
        Money budget = question.limits().budget();
        Choice cheapest = shown.getFirst();
        if (budget == null || cheapest.cost().compareTo(budget) <= 0) {
            return Optional.empty();
        }
        return Optional.of("the budget pays for about "
                + Texts.percent(budget.amount(), cheapest.cost().amount())
                + " % of the work on the first of these");
    }

    private static String committed(Choice choice) {
        return "reserved: the hourly price holds for a buyer who commits for years and pays whether the machines are"
                + " used or not, " + choice.perMachineHour().rounded(2) + " for each of " + choice.machines()
                + " machines and 8,760 hours of each year on the first such line";
    }

    // what is needed is rounded up, or it would not be enough
    private static String up(Money money) {
        return new Money(money.currency(), money.amount().setScale(2, RoundingMode.CEILING)).toString();
    }

    private static String days(BigDecimal hours) {
        return hours.divide(HOURS_PER_DAY, 1, RoundingMode.CEILING) + " days";
    }

    private static String kilograms(@Nullable GramsCo2e grams) {
        return grams == null ? "not known" : grams.kilograms().setScale(1, RoundingMode.CEILING) + " kg";
    }

    private static String minutes(double hours) {
        return Decimals.text(BigDecimal.valueOf(hours * 60).setScale(1, RoundingMode.HALF_EVEN));
    }
}
