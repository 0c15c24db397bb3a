package dev.outlay.estimate;

import dev.outlay.catalog.Catalog;
import dev.outlay.units.Money;
import dev.outlay.units.Share;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Finds on which offers work is best run, in which size, within limits.
///
/// Every offer of the catalog is considered in every way of buying and on every size that [Sizes] allows, and the
/// answer is the same as if each had been estimated. Offers are sorted once, when the planner is made. Thread-safe.
public final class Planner {

    private final Catalog catalog;
    private final Estimator estimator;
    private final Share load;
    private final PlanIndex index;
    private final PlaceCosts places;

    /// `load` is that of GPUs and processors while the work runs, for energy.
    public Planner(Catalog catalog, Estimator estimator, Share load) {
        this.catalog = catalog;
        this.estimator = estimator;
        this.load = load;
        this.index = new PlanIndex(catalog, estimator, load);
        this.places = new PlaceCosts(catalog, index.places());
    }

    /// The best choices by the question's objective, at most so many. Throws
    /// [dev.outlay.catalog.UnknownNameException] where a name of its scope is called nothing.
    public Plan plan(PlanQuestion question, int most) {
        return plan(question, most, new Ladders(index, question));
    }

    /// The same with times that are known from another question for the same work on the same sizes.
    Plan plan(PlanQuestion question, int most, Ladders ladders) {
        Screen screen = screen(question, ladders);
        var best = new BestOffers(screen, question.objective(), most);
        List<Candidate> found = best.find();
        return new Plan(
                found.stream()
                        .map(candidate -> choice(question, screen, candidate))
                        .toList(),
                best.found());
    }

    /// The choices within the limits for which no other is as good in cost, time and carbon and better in one of
    /// them, from the fastest; of equal ones the first by name. Emissions not known count as worse than any.
    public List<Choice> frontier(PlanQuestion question) {
        Screen screen = screen(question);
        return new Frontier(screen)
                .find().stream()
                        .map(candidate -> choice(question, screen, candidate))
                        .toList();
    }

    /// The same offer, bought in the same way, on every size on which the work runs, whatever the limits.
    public List<Choice> sizes(PlanQuestion question, Choice choice) {
        Screen screen = screen(question.limits(Limits.NONE));
        for (PlanIndex.Group group : screen.groups()) {
            for (PlanIndex.Cell cell : group.cells()) {
                for (PlanIndex.Entry entry : cell.entries()) {
                    if (cell.type() == choice.capacityType() && entry.offer().equals(choice.offer())) {
                        return sizes(question, screen, group, cell, entry);
                    }
                }
            }
        }
        return List.of();
    }

    private List<Choice> sizes(
            PlanQuestion question, Screen screen, PlanIndex.Group group, PlanIndex.Cell cell, PlanIndex.Entry entry) {
        Reach reach = screen.reach(group, cell.rate());
        return reach == null
                ? List.of()
                : Arrays.stream(reach.rungs())
                        .map(rung -> choice(question, screen, screen.candidate(cell, entry, rung)))
                        .toList();
    }

    /// The nearest choices where none keeps all limits; see [Nearest].
    public List<Relaxation> nearest(PlanQuestion question) {
        return new Nearest(this, new Ladders(index, question)).to(question);
    }

    /// How many ways of buying the question means, and of how many what is not known.
    public Coverage coverage(PlanQuestion question) {
        return screen(question).coverage();
    }

    /// Why the work runs on none of the GPUs that the question means, by model; empty for models on which it runs.
    public List<String> refusals(PlanQuestion question) {
        var ladders = new Ladders(index, question);
        return screen(question, ladders).groups().stream()
                .flatMap(group -> Optional.ofNullable(ladders.refusal(group)).stream())
                .map(RunTime.CannotRun::why)
                .distinct()
                .toList();
    }

    /// The lines that make up the cost of a choice: those of the estimate of the same work, and the moving of data.
    public List<Line> lines(PlanQuestion question, Choice choice) {
        List<Line> lines = new ArrayList<>(
                estimator.estimate(choice.offer(), choice.work()).lines());
        PlanData.Location from = question.data().location();
        if (from != null) {
            lines.add(new DataLines(catalog)
                    .moving(from, choice.offer().provider(), choice.offer().region()));
        }
        return lines;
    }

    /// Whether prices beside the catalog's are in use.
    public boolean statesPrices() {
        return estimator.statesPrices();
    }

    /// The estimate of a choice's work on its offer.
    public Estimate estimate(Choice choice) {
        return estimator.estimate(choice.offer(), choice.work());
    }

    private Screen screen(PlanQuestion question) {
        return screen(question, new Ladders(index, question));
    }

    private Screen screen(PlanQuestion question, Ladders ladders) {
        return new Screen(
                index,
                question,
                catalog.scope(question.scope()),
                places,
                ladders.are(question) ? ladders : new Ladders(index, question));
    }

    private Choice choice(PlanQuestion question, Screen screen, Candidate candidate) {
        Rung rung = candidate.rung();
        PlanIndex.Cell cell = candidate.cell();
        PlanData data = question.data();
        HourlyFootprint footprint = cell.footprint().times(rung.machineHours());
        return new Choice(
                candidate.offer(),
                new Work(
                        Rung.hours(rung.hours()),
                        BigDecimal.valueOf(rung.machines()),
                        cell.type(),
                        load,
                        data.storageGib(),
                        data.storageClass(),
                        data.egressGib()),
                new RunTime.Takes(
                        Rung.hours(rung.hours()),
                        Rung.hours(rung.low()),
                        Rung.hours(rung.high()),
                        rung.undisturbed().basis()),
                rung.undisturbed(),
                cell.interruptions(),
                candidate.entry().perHour(),
                candidate.cost(),
                cost(screen, candidate, rung.low()),
                cost(screen, candidate, rung.high()),
                footprint.energy(),
                footprint.emissions(),
                footprint.low(),
                footprint.high());
    }

    private static Money cost(Screen screen, Candidate candidate, long hours) {
        return screen.exactCost(
                candidate.cell(), candidate.entry(), candidate.rung().machines(), hours);
    }
}
