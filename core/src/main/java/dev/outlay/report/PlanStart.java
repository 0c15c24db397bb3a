package dev.outlay.report;

import dev.outlay.catalog.Offer;
import dev.outlay.catalog.Region;
import dev.outlay.energy.Greener;
import dev.outlay.energy.Grid;
import dev.outlay.energy.GridBasis;
import dev.outlay.estimate.Choice;
import dev.outlay.estimate.Estimator;
import dev.outlay.units.CallersMistake;
import dev.outlay.units.GramsCo2e;
import dev.outlay.units.Money;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// When a plan is best started: now or at a full hour within a time, by prices and grid intensities that change in
/// it.
///
/// Prices are those of the ledger or of the caller that hold at each moment, intensities those of the ledger by the
/// hour. Where nothing changes, or something is not known for all of the time, that is said.
final class PlanStart {

    // a month: beyond it nobody knows an hourly figure
    private static final BigDecimal LONGEST_HOURS = BigDecimal.valueOf(744);
    private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3600);

    private record Start(
            Instant at,
            @Nullable Money compute,
            Greener.@Nullable Choice grid,
            @Nullable GramsCo2e emissions) {}

    private PlanStart() {}

    static Table table(Parameters parameters, Desk desk, Choice choice, BigDecimal withinHours) {
        if (withinHours.compareTo(LONGEST_HOURS) > 0) {
            throw new CallersMistake(
                    "start-within: at most 31 days can be looked ahead, not " + withinHours + " hours");
        }
        List<Start> starts = starts(parameters, desk, choice, duration(withinHours));
        Start now = starts.getFirst();
        List<String> notes = new ArrayList<>();
        List<List<@Nullable String>> rows = new ArrayList<>();
        rows.add(row("now", now, now));
        List<Start> priced =
                starts.stream().filter(start -> start.compute() != null).toList();
        if (priced.size() < starts.size()
                || priced.stream().map(Start::compute).distinct().count() == 1) {
            notes.add("no price of " + choice.offer().instanceType()
                    + " that changes within that time is known: by cost" + " any hour is as good");
        } else {
            Start cheapest = priced.stream()
                    .min(Comparator.comparing(Start::compute, Comparator.nullsLast(Comparator.naturalOrder())))
                    .orElse(now);
            rows.add(row("cheapest", cheapest, now));
        }
        List<Start> hourly = starts.stream()
                .filter(start -> start.grid() != null && start.grid().hourly() && start.emissions() != null)
                .toList();
        if (hourly.isEmpty()) {
            notes.add("no hourly grid intensity of " + choice.offer().provider() + " "
                    + choice.offer().region() + " covers the work within that time: by carbon any hour is as good."
                    + " See outlay import grid");
        } else {
            Start greenest = hourly.stream()
                    .min(Comparator.comparing(Start::emissions, Comparator.nullsLast(Comparator.naturalOrder())))
                    .orElse(now);
            rows.add(row("greenest", greenest, now));
            if (hourly.size() < starts.size()) {
                notes.add(
                        hourly.size() + " of " + starts.size() + " starts have hourly intensities for all of the work");
            }
        }
        return Table.of(
                "start",
                Map.of(),
                List.of(
                        Column.text("what"),
                        Column.time("start"),
                        Column.decimal("compute", choice.cost().currency()),
                        Column.decimal("compute_saved", choice.cost().currency()),
                        Column.decimal("carbon_kg", "kgCO2e"),
                        Column.decimal("carbon_kg_saved", "kgCO2e"),
                        Column.text("intensity"),
                        Column.text("source")),
                rows,
                notes);
    }

    private static List<Start> starts(Parameters parameters, Desk desk, Choice choice, Duration within) {
        Offer offer = choice.offer();
        Estimator estimator = desk.estimator(parameters);
        Duration length = duration(choice.time().hours());
        Span all = Span.of(desk.now(), within.plus(length).plusHours(1));
        var greener = new Greener(
                Grid.of(desk.ledger(), desk.catalog(), GridBasis.LOCATION_BASED, all),
                Grid.yearly(desk.catalog(), GridBasis.LOCATION_BASED));
        Optional<Region> region = desk.catalog().region(offer.provider(), offer.region());
        var instants = new TreeSet<Instant>(List.of(desk.now()));
        Instant hour = desk.now().truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
        while (!hour.isAfter(desk.now().plus(within))) {
            instants.add(hour);
            hour = hour.plus(1, ChronoUnit.HOURS);
        }
        List<Start> starts = new ArrayList<>();
        for (Instant at : instants) {
            Greener.Choice grid =
                    region.flatMap(place -> greener.at(place, at, length)).orElse(null);
            starts.add(new Start(
                    at,
                    estimator
                            .over(offer, choice.capacityType(), choice.work().machines(), Span.of(at, length))
                            .orElse(null),
                    grid,
                    emissions(choice, region, grid)));
        }
        return starts;
    }

    // the plan's energy holds the building's overhead, and so does the intensity: it counts once
    private static @Nullable GramsCo2e emissions(
            Choice choice, Optional<Region> region, Greener.@Nullable Choice grid) {
        if (choice.energy() == null || grid == null) {
            return null;
        }
        BigDecimal overhead = region.map(Region::pue).orElse(null);
        BigDecimal drawn = overhead == null
                ? choice.energy().value()
                : choice.energy().value().divide(overhead, 12, RoundingMode.HALF_EVEN);
        return new GramsCo2e(drawn.multiply(grid.gramsPerKilowattHour().value()));
    }

    private static List<@Nullable String> row(String what, Start start, Start now) {
        List<@Nullable String> row = new ArrayList<>();
        row.add(what);
        row.add(start.at().toString());
        row.add(Texts.moneyOrNull(start.compute()));
        row.add(
                start.compute() == null || now.compute() == null
                        ? null
                        : Texts.money(now.compute().minus(start.compute()).amount()));
        row.add(PlanTables.kilograms(start.emissions()));
        row.add(
                start.emissions() == null || now.emissions() == null
                        ? null
                        : Texts.decimalOrNull(now.emissions()
                                .kilograms()
                                .subtract(start.emissions().kilograms())));
        row.add(start.grid() == null ? null : start.grid().hourly() ? "by the hour" : "of the year");
        row.add(start.grid() == null ? null : start.grid().source());
        return row;
    }

    private static Duration duration(BigDecimal hours) {
        return Duration.ofSeconds(hours.multiply(SECONDS_PER_HOUR)
                .setScale(0, RoundingMode.CEILING)
                .longValueExact());
    }
}
