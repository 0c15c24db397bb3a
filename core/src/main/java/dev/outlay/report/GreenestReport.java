package dev.outlay.report;

import dev.outlay.catalog.Catalog;
import dev.outlay.catalog.Region;
import dev.outlay.energy.Greener;
import dev.outlay.energy.Grid;
import dev.outlay.energy.GridBasis;
import dev.outlay.energy.Range;
import dev.outlay.units.CallersMistake;
import dev.outlay.units.Decimals;
import dev.outlay.units.Money;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where and when the same work would emit least, what that saves and what it costs more or less.
final class GreenestReport implements Report {

    static final Parameter REGION =
            Parameter.one("region", "eu-west-1", "The region where the work would run otherwise, at once");

    private static final int SHOWN = 10;
    private static final int SCALE = 12;
    private static final Parameter PROVIDER =
            Parameter.one("provider", "aws", "The provider of that region (default: the one that has such a region)");
    private static final Parameter GPU = Parameter.one(
            "gpu", "A100", "The GPU it needs; only regions that sell the same machine count (default: any hardware)");
    private static final Parameter INSTANCE =
            Parameter.one("instance", "p4d.24xlarge", "The instance type it needs, instead of gpu");
    private static final Parameter COUNT = Parameter.one("count", "2", "How many machines (default: 1)");
    private static final Parameter CAPACITY =
            Parameter.one("capacity", "spot", "How it is bought: on-demand, spot or reserved (default: on-demand)");
    private static final Parameter HOURS = Parameter.one("hours", "10", "How many hours it runs (default: 1)");
    private static final Parameter WITHIN =
            Parameter.one("within", "24h", "How long it can wait to start: 24h, 3d (default: 24h)");
    private static final Parameter ANY_PROVIDER =
            Parameter.flag("any-provider", "Also as many of the same GPU at other providers");
    private static final Parameter LIMIT =
            Parameter.one("limit", "50", "How many regions to show (default: " + SHOWN + ")");

    @Override
    public String name() {
        return "greenest";
    }

    @Override
    public String description() {
        return "Where and when the same work would emit least, with the saving and the difference in price.";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                REGION,
                PROVIDER,
                GPU,
                OfferParameters.GPU_COUNT,
                INSTANCE,
                COUNT,
                CAPACITY,
                HOURS,
                WITHIN,
                ANY_PROVIDER,
                CarbonParameters.BASIS,
                CarbonParameters.MARKET_BASED,
                LIMIT);
    }

    @Override
    public List<String> examples() {
        return List.of(
                "carbon greenest --region eu-west-1 --hours 24    # where a kilowatt-hour emits least",
                "carbon greenest --region us-east-1 --instance p4d.24xlarge --hours 72 --within 48h    # same machine",
                "carbon greenest --region eu-west-2 --basis direct --hours 6    # the greenest hours of the grid");
    }

    /// One region at its best: what it emits, and what an hour costs there; null where that is not known.
    private record Line(Greener.Choice choice, @Nullable Money price) {}

    @Override
    public Table answer(Parameters parameters, Desk desk) {
        Catalog catalog = desk.catalog();
        GridBasis basis = CarbonParameters.basis(parameters);
        boolean anyProvider = parameters.flag(ANY_PROVIDER.name());
        GreenestWork work = GreenestWork.of(parameters, catalog, anyProvider);
        BigDecimal hours = parameters.one(HOURS.name(), Texts::positive).orElse(BigDecimal.ONE);
        Duration within = parameters.one(WITHIN.name(), Period::length).orElse(Duration.ofDays(1));
        Duration length = Duration.ofSeconds(hours.multiply(BigDecimal.valueOf(3600))
                .setScale(0, RoundingMode.UP)
                .longValueExact());
        Instant now = desk.now().truncatedTo(ChronoUnit.SECONDS);
        Span seen = new Span(now, now.plus(within).plus(length));
        var greener = new Greener(Grid.of(desk.ledger(), catalog, basis, seen), Grid.yearly(catalog, basis));
        Greener.Choice home = greener.at(work.home(), now, length).orElseThrow(() -> unknown(work.home(), basis));
        List<Line> lines = new ArrayList<>();
        int unknown = 0;
        for (Region region : catalog.regions()) {
            if (!region.id().equals(Region.ANYWHERE) && work.runsIn(region)) {
                Optional<Greener.Choice> best = greener.best(region, now, length, within);
                best.ifPresent(
                        choice -> lines.add(new Line(choice, work.price(region).orElse(null))));
                unknown += best.isPresent() ? 0 : 1;
            }
        }
        lines.sort(Comparator.comparing(
                line -> line.choice().gramsPerKilowattHour().value()));
        BigDecimal machines =
                BigDecimal.valueOf(parameters.one(COUNT.name(), Texts::count).orElse(1));
        Range energy = work.watts(catalog)
                .map(watts -> watts.times(machines.multiply(hours).movePointLeft(3)))
                .orElse(null);
        var rows = new Rows(home, energy, work.price(work.home()).orElse(null), machines.multiply(hours));
        int limit = parameters.one(LIMIT.name(), Texts::count).orElse(SHOWN);
        return Table.of(
                name(),
                heading(work, home, lines, energy, basis, now),
                rows.columns(),
                lines.stream().limit(limit).map(rows::of).toList(),
                notes(work, home, lines, unknown, energy, limit));
    }

    private static CallersMistake unknown(Region home, GridBasis basis) {
        return new CallersMistake("the " + basis.text() + " intensity of " + home.provider() + " " + home.id()
                + " is not known for this time, so nothing can be compared with it: "
                + switch (basis) {
                    case LOCATION_BASED -> "import figures of its grid with outlay import grid";
                    case MARKET_BASED -> "import your supplier's figures with outlay import grid, kind market-based";
                    case DIRECT, MARGINAL -> "take forecasts in with outlay carbon fetch or outlay import grid";
                });
    }

    private static Map<String, @Nullable String> heading(
            GreenestWork work,
            Greener.Choice home,
            List<Line> lines,
            @Nullable Range energy,
            GridBasis basis,
            Instant now) {
        Map<String, @Nullable String> heading = new LinkedHashMap<>();
        Greener.Choice best = lines.isEmpty() ? home : lines.getFirst().choice();
        heading.put("greenest", best.region().provider() + " " + best.region().id());
        heading.put("start", best.start().toString());
        heading.put("instead_of", work.home().provider() + " " + work.home().id());
        heading.put("now", now.toString());
        heading.put(
                "grams_per_kwh_now", Decimals.text(home.gramsPerKilowattHour().value()));
        heading.put(
                "instance_type", work.machine() == null ? null : work.machine().instanceType());
        heading.put("energy_kwh", energy == null ? null : Decimals.text(energy.value()));
        heading.put("energy_low", energy == null ? null : Decimals.text(energy.low()));
        heading.put("energy_high", energy == null ? null : Decimals.text(energy.high()));
        heading.put("basis", basis.text());
        return heading;
    }

    private static List<String> notes(
            GreenestWork work, Greener.Choice home, List<Line> lines, int unknown, @Nullable Range energy, int limit) {
        List<String> notes = new ArrayList<>();
        if (work.machine() == null) {
            notes.add("no hardware was asked for, so every region of "
                    + work.home().provider()
                    + " counts: name it with --gpu or --instance to see only those that sell it, and prices");
        } else if (energy == null) {
            notes.add("the rated power of the GPUs of " + work.machine().instanceType()
                    + " is not known, so neither is its energy: regions are compared by intensity alone");
        } else {
            notes.add("energy is that of a machine that trains all the time, without the building's overhead, which is"
                    + " in the intensity; " + Decimals.text(energy.low().setScale(2, RoundingMode.HALF_EVEN)) + " to "
                    + Decimals.text(energy.high().setScale(2, RoundingMode.HALF_EVEN)) + " kWh");
        }
        if (unknown > 0) {
            notes.add(unknown + " more regions are left out, because their intensity is not known");
        }
        if (lines.size() > limit) {
            notes.add((lines.size() - limit) + " more regions: see them with --limit");
        }
        boolean mixed = lines.stream().anyMatch(line -> line.choice().hourly() != home.hourly());
        if (mixed) {
            notes.add("figures by the hour stand beside yearly ones: a region told by the hour is not compared with a"
                    + " yearly average to the last gram");
        } else if (!home.hourly()) {
            notes.add("only yearly figures are known, so no hour is greener than another: take forecasts in with outlay"
                    + " carbon fetch or outlay import grid");
        }
        if (!lines.isEmpty()
                && !home.hourly()
                && lines.getFirst()
                                .choice()
                                .gramsPerKilowattHour()
                                .high()
                                .compareTo(home.gramsPerKilowattHour().low())
                        >= 0) {
            notes.add("the ranges of the first region and of " + work.home().id()
                    + " overlap: by some sources it is not the greener one");
        }
        return notes;
    }

    /// Lays out one row for each region. `hours` are machine-hours.
    private record Rows(
            Greener.Choice home,
            @Nullable Range energy,
            @Nullable Money homePrice,
            BigDecimal hours) {

        List<Column> columns() {
            String currency = homePrice == null ? null : homePrice.currency();
            return List.of(
                    Column.text("provider"),
                    Column.text("region"),
                    Column.text("place"),
                    Column.time("start"),
                    Column.decimal("grams_per_kwh", "gCO2e/kWh"),
                    Column.decimal("carbon_kg", "kgCO2e"),
                    Column.decimal("carbon_low", "kgCO2e"),
                    Column.decimal("carbon_high", "kgCO2e"),
                    Column.decimal("saving_kg", "kgCO2e"),
                    Column.decimal("saving", "%"),
                    Column.decimal("per_machine_hour", currency),
                    Column.decimal("price_difference", currency),
                    Column.text("figure"),
                    Column.text("source"));
        }

        List<@Nullable String> of(Line line) {
            Greener.Choice choice = line.choice();
            Range grams = choice.gramsPerKilowattHour();
            Money price = line.price();
            BigDecimal saved = home.gramsPerKilowattHour().value().subtract(grams.value());
            List<@Nullable String> row = new ArrayList<>();
            row.add(choice.region().provider());
            row.add(choice.region().id());
            row.add(choice.region().place());
            row.add(choice.start().toString());
            row.add(Decimals.text(grams.value()));
            row.add(energy == null ? null : kilograms(energy.value(), grams.value()));
            row.add(energy == null ? null : kilograms(energy.low(), grams.low()));
            row.add(energy == null ? null : kilograms(energy.high(), grams.high()));
            row.add(energy == null ? null : kilograms(energy.value(), saved));
            row.add(Texts.percentOrNull(saved, home.gramsPerKilowattHour().value()));
            row.add(Texts.moneyOrNull(price));
            row.add(
                    price == null || homePrice == null || !price.currency().equals(homePrice.currency())
                            ? null
                            : Texts.money(
                                    price.amount().subtract(homePrice.amount()).multiply(hours)));
            row.add(choice.hourly() ? "hourly" : "yearly");
            row.add(choice.source());
            return row;
        }

        private static String kilograms(BigDecimal kilowattHours, BigDecimal grams) {
            return Decimals.text(
                    kilowattHours.multiply(grams).movePointLeft(3).setScale(SCALE, RoundingMode.HALF_EVEN));
        }
    }
}
