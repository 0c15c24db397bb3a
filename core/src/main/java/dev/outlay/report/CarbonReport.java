package dev.outlay.report;

import dev.outlay.energy.Footprint;
import dev.outlay.energy.Footprint.Amount;
import dev.outlay.energy.Footprints;
import dev.outlay.energy.GridBasis;
import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Dimensions;
import dev.outlay.ledger.Grain;
import dev.outlay.units.CallersMistake;
import dev.outlay.units.GramsCo2e;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Energy and emissions of what was used, by any dimensions and over time.
final class CarbonReport implements Report {

    private static final Parameter BY = Parameter.many(
            "by",
            "provider,region",
            "Dimensions to group by (team, region, run, ...) and at most one of hour, day, week, month");

    @Override
    public String name() {
        return "carbon";
    }

    @Override
    public String description() {
        return "Energy and emissions of what was used, metered first and else estimated with a range.";
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>(List.of(BY));
        all.addAll(Filters.PARAMETERS);
        all.addAll(Period.PARAMETERS);
        all.addAll(List.of(
                CarbonParameters.BASIS,
                CarbonParameters.MARKET_BASED,
                CarbonParameters.LIFETIME,
                CarbonParameters.OFFSET_PRICE));
        return all;
    }

    @Override
    public List<String> examples() {
        return List.of(
                "carbon --by team,month    # what each team drew and emitted in each month",
                "carbon --by provider,region --last 30d --market-based    # by the contracts of the supplier",
                "carbon --by run --offset-price \"40 USD\" --output csv    # by run, with what an offset would cost");
    }

    /// What a row is about: where its time starts, and the values of its dimensions.
    private record Key(@Nullable Instant bucket, List<String> values) {

        static final Comparator<Key> ORDER = Comparator.comparing(
                        Key::bucket, Comparator.nullsFirst(Comparator.<Instant>naturalOrder()))
                .thenComparing(key -> String.join("\n", key.values()));
    }

    @Override
    public Table answer(Parameters parameters, Desk desk) {
        List<String> groups = parameters.many(BY.name(), text -> text);
        Grain grain = CostReport.grain(groups);
        List<Dimension> by = groups.stream()
                .filter(name -> CostReport.grainCalled(name).isEmpty())
                .map(CostReport::dimension)
                .toList();
        if (new HashSet<>(by).size() < by.size()) {
            throw new CallersMistake("by names a dimension twice: " + String.join(", ", groups));
        }
        GridBasis basis = CarbonParameters.basis(parameters);
        Span span = Optional.ofNullable(Period.of(parameters, desk.now())).orElse(Span.EVER);
        var footprints = new Footprints(desk.ledger(), desk.catalog(), basis, CarbonParameters.lifetime(parameters));
        Map<Key, Footprint> sums = footprints.by(
                Filters.of(parameters),
                span,
                charge -> new Key(
                        grain.start(charge.at()),
                        by.stream()
                                .map(dimension -> Objects.requireNonNullElse(Dimensions.value(dimension, charge), ""))
                                .toList()));
        var total = new Footprint();
        sums.values().forEach(total::add);
        List<Column> columns = new ArrayList<>();
        by.forEach(dimension -> columns.add(Column.text(dimension.text())));
        if (grain != Grain.NONE) {
            columns.add(Column.time(grain.name().toLowerCase(Locale.ROOT)));
        }
        columns.addAll(CarbonTexts.columns());
        GramsCo2e emissions = emissions(total);
        return Table.of(
                name(),
                heading(total, basis, span),
                columns,
                rows(sums, grain),
                notes(total, basis),
                emissions == null
                        ? List.of()
                        : List.of(
                                CarbonParameters.equivalents(desk.catalog(), emissions),
                                CarbonParameters.offsets(parameters, desk.catalog(), emissions)));
    }

    private static List<List<@Nullable String>> rows(Map<Key, Footprint> sums, Grain grain) {
        Comparator<Map.Entry<Key, Footprint>> byTime = Map.Entry.comparingByKey(Key.ORDER);
        Comparator<Map.Entry<Key, Footprint>> largest = Comparator.comparing(
                        (Map.Entry<Key, Footprint> entry) -> entry.getValue().get(Amount.EMISSIONS))
                .thenComparing(entry -> entry.getValue().get(Amount.ENERGY))
                .reversed();
        List<List<@Nullable String>> rows = new ArrayList<>();
        sums.entrySet().stream()
                .sorted(grain == Grain.NONE ? largest.thenComparing(byTime) : byTime)
                .forEach(entry -> {
                    List<@Nullable String> row = new ArrayList<>();
                    entry.getKey().values().forEach(value -> row.add(value.isEmpty() ? null : value));
                    Instant bucket = entry.getKey().bucket();
                    if (bucket != null) {
                        row.add(
                                grain == Grain.HOUR
                                        ? bucket.toString()
                                        : bucket.atOffset(ZoneOffset.UTC)
                                                .toLocalDate()
                                                .toString());
                    }
                    row.addAll(CarbonTexts.cells(entry.getValue()));
                    rows.add(row);
                });
        return rows;
    }

    private static Map<String, @Nullable String> heading(Footprint total, GridBasis basis, Span span) {
        Map<String, @Nullable String> heading = new LinkedHashMap<>();
        List<Column> columns = CarbonTexts.columns();
        List<@Nullable String> cells = CarbonTexts.cells(total);
        for (int i = 0; i < columns.size(); i++) {
            heading.put(columns.get(i).name(), cells.get(i));
        }
        heading.put("basis", basis.text());
        heading.put(
                "from",
                span.from().equals(Span.EVER.from()) ? null : span.from().toString());
        heading.put("to", span.to().equals(Span.EVER.to()) ? null : span.to().toString());
        heading.put("charges", Long.toString(total.charges()));
        return heading;
    }

    private static List<String> notes(Footprint total, GridBasis basis) {
        List<String> notes = new ArrayList<>();
        if (total.charges() == 0) {
            notes.add("no charge was found: import usage with outlay import usage, or widen the span and the filters");
        }
        notes.addAll(CarbonTexts.notes(total, basis));
        return notes;
    }

    private static @Nullable GramsCo2e emissions(Footprint total) {
        BigDecimal grams = total.get(Amount.EMISSIONS);
        return CarbonTexts.knowsEmissions(total) && grams.signum() >= 0 ? new GramsCo2e(grams) : null;
    }
}
