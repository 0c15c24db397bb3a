package dev.outlay.report;

import dev.outlay.catalog.Region;
import dev.outlay.energy.Grid;
import dev.outlay.energy.GridBasis;
import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.ledger.Measure;
import dev.outlay.ledger.TotalsQuery;
import dev.outlay.pricing.HoursOfDay;
import dev.outlay.units.CallersMistake;
import dev.outlay.units.Decimals;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How much grids emitted by region and hour of the day, or hour by hour, those that are forecast too.
final class GridHoursReport implements Report {

    private static final Duration LOOKED_AT = Duration.ofDays(30);
    private static final Duration LONGEST = Duration.ofDays(31);
    private static final int DIGITS = 4;
    private static final Parameter PROVIDER = Parameter.many("provider", "aws,gcp", "Only regions of these providers");
    private static final Parameter REGION = Parameter.many(
            "region",
            "us-east-1",
            "Only these regions (default: where something was used, and those told by the hour of the same providers)");
    private static final Parameter EACH = Parameter.flag(
            "each-hour", "Every hour of the span by itself, which may end in the future, in place of hours of the day");

    @Override
    public String name() {
        return "grid-hours";
    }

    @Override
    public String description() {
        return "The carbon intensity of grids by region and hour of the day, UTC, or hour by hour with forecasts.";
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> all =
                new ArrayList<>(List.of(PROVIDER, REGION, EACH, CarbonParameters.BASIS, CarbonParameters.MARKET_BASED));
        all.addAll(Period.PARAMETERS);
        return all;
    }

    @Override
    public List<String> examples() {
        return List.of(
                "report grid-hours --last 30d    # at which hour each region is clean",
                "report grid-hours --region europe-west4 --last 24h --each-hour");
    }

    @Override
    public Table answer(Parameters parameters, Desk desk) {
        GridBasis basis = CarbonParameters.basis(parameters);
        Span span = span(parameters, desk.now());
        boolean each = parameters.flag(EACH.name());
        if (each && span.length().compareTo(LONGEST) > 0) {
            throw new CallersMistake("each-hour: at most " + LONGEST.toDays() + " days hour by hour, not "
                    + span.length().toDays() + ": ask for a shorter span, or leave each-hour out");
        }
        Grid grid = Grid.of(desk.ledger(), desk.catalog(), basis, span);
        List<List<@Nullable String>> rows = new ArrayList<>();
        int yearly = 0;
        int shown = 0;
        for (Told told : regions(parameters, desk, grid, span)) {
            rows.addAll(each ? each(told) : ofDay(told));
            yearly += told.hourly() ? 0 : 1;
            shown++;
        }
        Map<String, @Nullable String> heading = new LinkedHashMap<>();
        heading.put("regions", Integer.toString(shown));
        heading.put("basis", basis.text());
        heading.put("from", span.from().toString());
        heading.put("to", span.to().toString());
        return Table.of(name(), heading, columns(each), rows, notes(shown, yearly));
    }

    private static List<Column> columns(boolean each) {
        return List.of(
                Column.text("provider"),
                Column.text("region"),
                Column.text("place"),
                each ? Column.time("hour") : Column.decimal("hour", null),
                Column.decimal("grams_per_kwh", "gCO2e/kWh"),
                Column.decimal("low", "gCO2e/kWh"),
                Column.decimal("high", "gCO2e/kWh"),
                Column.decimal("known_hours", "h"),
                Column.text("figure"),
                Column.text("source"));
    }

    private static List<String> notes(int shown, int yearly) {
        List<String> notes = new ArrayList<>();
        if (shown == 0) {
            notes.add("no region with a known intensity: nothing was used yet; name one with --region, or take figures"
                    + " in with outlay import grid");
        }
        if (yearly > 0) {
            notes.add(yearly + " of " + shown + " regions are known by the year only, which is the same at every hour:"
                    + " take hourly figures in with outlay import grid or outlay carbon fetch");
        }
        return notes;
    }

    /// A region with what is known of it over the span.
    private record Told(Region region, List<Grid.Piece> pieces) {

        boolean hourly() {
            return pieces.stream().anyMatch(Grid.Piece::hourly);
        }

        String source() {
            return pieces.stream().map(Grid.Piece::source).distinct().collect(Collectors.joining("; "));
        }
    }

    private static List<Told> regions(Parameters parameters, Desk desk, Grid grid, Span span) {
        Set<String> providers = Set.copyOf(parameters.many(PROVIDER.name(), text -> text));
        Set<String> regions = Set.copyOf(parameters.many(REGION.name(), text -> text));
        // of hours to come nothing is used yet: what was of late counts
        Instant late = desk.now().minus(LOOKED_AT);
        Span looked = span.from().isBefore(late) ? span : new Span(late, span.to());
        Set<String> used = regions.isEmpty() ? used(desk.ledger(), looked) : Set.of();
        Set<String> usual =
                used.stream().map(name -> name.substring(0, name.indexOf('/'))).collect(Collectors.toSet());
        List<Told> told = new ArrayList<>();
        for (Region region : desk.catalog().regions()) {
            boolean isAsked = (providers.isEmpty() || providers.contains(region.provider()))
                    && (regions.isEmpty() || regions.contains(region.id()));
            List<Grid.Piece> pieces = isAsked ? grid.over(region.provider(), region.id(), span) : List.of();
            var one = new Told(region, pieces);
            if (!pieces.isEmpty()
                    && (!regions.isEmpty()
                            || (one.hourly() && (usual.isEmpty() || usual.contains(region.provider())))
                            || used.contains(region.provider() + "/" + region.id()))) {
                told.add(one);
            }
        }
        List<String> known = told.stream().map(one -> one.region().id()).toList();
        regions.stream().filter(asked -> !known.contains(asked)).findFirst().ifPresent(missing -> {
            throw new CallersMistake("the intensity of a region " + missing
                    + (providers.isEmpty() ? "" : " of " + String.join(", ", providers))
                    + " is not known: outlay prices list --provider NAME names regions as their providers do");
        });
        return told;
    }

    private static Set<String> used(LedgerReader ledger, Span span) {
        return ledger
                .totals(TotalsQuery.of(Measure.GPU_HOURS)
                        .by(Dimension.Named.PROVIDER, Dimension.Named.REGION)
                        .in(span))
                .rows()
                .stream()
                .map(row -> row.dimensions().get(0) + "/" + row.dimensions().get(1))
                .collect(Collectors.toSet());
    }

    private static List<List<@Nullable String>> ofDay(Told told) {
        var hours = new HoursOfDay();
        told.pieces()
                .forEach(piece -> hours.add(
                        piece.gramsPerKilowattHour().low(),
                        piece.gramsPerKilowattHour().value(),
                        piece.gramsPerKilowattHour().high(),
                        piece.span()));
        String source = told.source();
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (int hour = 0; hour < HoursOfDay.HOURS; hour++) {
            rows.add(row(told, Integer.toString(hour), hours.of(hour), told.hourly(), source));
        }
        return rows;
    }

    private static List<List<@Nullable String>> each(Told told) {
        List<List<@Nullable String>> rows = new ArrayList<>();
        Map<Instant, List<Grid.Piece>> byHour = new LinkedHashMap<>();
        for (Grid.Piece piece : told.pieces()) {
            for (Instant hour = piece.span().from().truncatedTo(ChronoUnit.HOURS);
                    hour.isBefore(piece.span().to());
                    hour = hour.plus(Duration.ofHours(1))) {
                byHour.computeIfAbsent(hour, _ -> new ArrayList<>()).add(piece);
            }
        }
        byHour.forEach((hour, pieces) -> {
            Span whole = Span.of(hour, Duration.ofHours(1));
            var hours = new HoursOfDay();
            pieces.forEach(piece -> piece.span()
                    .intersection(whole)
                    .ifPresent(held -> hours.add(
                            piece.gramsPerKilowattHour().low(),
                            piece.gramsPerKilowattHour().value(),
                            piece.gramsPerKilowattHour().high(),
                            held)));
            rows.add(row(
                    told,
                    hour.toString(),
                    hours.of(hour.atOffset(ZoneOffset.UTC).getHour()),
                    pieces.stream().allMatch(Grid.Piece::hourly),
                    pieces.stream().map(Grid.Piece::source).distinct().collect(Collectors.joining("; "))));
        });
        return rows;
    }

    private static List<@Nullable String> row(
            Told told, String hour, HoursOfDay.Hour known, boolean hourly, String source) {
        List<@Nullable String> row = new ArrayList<>();
        row.add(told.region().provider());
        row.add(told.region().id());
        row.add(told.region().place());
        row.add(hour);
        row.add(grams(known.mean().orElse(null)));
        row.add(grams(known.lowest()));
        row.add(grams(known.highest()));
        row.add(Decimals.text(Decimals.hours(known.weighted().seconds())));
        row.add(hourly ? "hourly" : "yearly");
        row.add(source);
        return row;
    }

    private static @Nullable String grams(@Nullable BigDecimal grams) {
        return grams == null ? null : Decimals.text(grams.setScale(DIGITS, RoundingMode.HALF_EVEN));
    }

    private static Span span(Parameters parameters, Instant now) {
        Span asked = Period.of(parameters, now);
        if (asked == null) {
            return new Span(now.minus(LOOKED_AT), now);
        }
        if (asked.from().equals(Span.EVER.from()) || asked.to().equals(Span.EVER.to())) {
            throw new CallersMistake("from and to belong together here: give both, or last, or neither for the last "
                    + LOOKED_AT.toDays() + " days");
        }
        return asked;
    }
}
