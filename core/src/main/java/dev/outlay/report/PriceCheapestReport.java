package dev.outlay.report;

import dev.outlay.catalog.UnknownNameException;
import dev.outlay.ledger.CapacityType;
import dev.outlay.pricing.Market;
import dev.outlay.pricing.PriceFilter;
import dev.outlay.pricing.PriceStatistics;
import dev.outlay.pricing.PriceStretch;
import dev.outlay.pricing.Standing;
import dev.outlay.units.CallersMistake;
import dev.outlay.units.Money;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What is cheapest now, of the ledger's prices and of the catalog's where the ledger has none.
final class PriceCheapestReport implements Report {

    static final Parameter CURRENCY =
            Parameter.one("currency", "EUR", "Only prices in this currency: none is converted (default: USD)");
    private static final Parameter COUNT =
            Parameter.one("gpu-count", "8", "How many GPUs a machine has (default: any)");
    private static final Parameter CAPACITY = Parameter.many(
            "capacity", "spot", "Ways to buy: on-demand, spot, reserved or owned (default: on-demand and spot)");
    private static final Parameter LIMIT = Parameter.one("limit", "100", "How many to show (default: 20)");
    private static final List<Parameter> CHOICE = List.of(
            PriceParameters.GPU,
            COUNT,
            PriceParameters.PROVIDER,
            PriceParameters.REGION,
            PriceParameters.REGION_LIKE,
            PriceParameters.INSTANCE);
    private static final List<Column> COLUMNS = List.of(
            Column.text("provider"),
            Column.text("sku"),
            Column.text("gpu_model"),
            Column.decimal("gpus", null),
            Column.text("region"),
            Column.text("zone"),
            Column.text("capacity_type"),
            Column.decimal("per_hour", null),
            Column.decimal("per_gpu_hour", null),
            Column.text("currency"),
            Column.text("known_from"),
            Column.text("price_date"),
            Column.time("last_stated"),
            Column.text("kind"),
            Column.text("source"),
            Column.text("price_id"));

    @Override
    public String name() {
        return "price-cheapest";
    }

    @Override
    public String description() {
        return "The lowest prices that hold now per hour of a machine, of the ledger and else of the catalog.";
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>(CHOICE);
        all.addAll(List.of(CAPACITY, CURRENCY, LIMIT));
        return all;
    }

    @Override
    public List<String> examples() {
        return List.of(
                "prices cheapest --gpu H100 --gpu-count 8    # on demand or spot, wherever it is",
                "prices cheapest --gpu A100 --region-like europe --capacity spot");
    }

    @Override
    public Table answer(Parameters parameters, Desk desk) {
        int limit = parameters.one(LIMIT.name(), Texts::count).orElse(20);
        String currency = currency(parameters);
        BigDecimal count = parameters.one(COUNT.name(), Texts::positive).orElse(null);
        Span now = PriceStatistics.withEnd(new Span(desk.now().minus(Duration.ofHours(1)), desk.now()));
        List<Standing> all = standing(parameters, desk, count, now, capacities(parameters));
        List<Standing> found = in(currency, all);
        List<String> notes = others(currency, all);
        if (found.isEmpty()) {
            throw new CallersMistake("no price in " + currency + " holds now for " + OfferParameters.asked(parameters)
                    + (notes.isEmpty() ? "" : " (" + String.join("; ", notes) + ")")
                    + ": leave a condition out, or take prices in with outlay prices fetch");
        }
        if (found.size() > limit) {
            notes.add((found.size() - limit) + " more: see them with --limit");
        }
        Map<String, @Nullable String> heading = new LinkedHashMap<>();
        heading.put("found", Integer.toString(found.size()));
        heading.put(
                "of_the_ledger",
                Long.toString(found.stream().filter(Standing::isStated).count()));
        heading.put("currency", currency);
        heading.put("at", desk.now().toString());
        return Table.of(
                name(),
                heading,
                COLUMNS,
                found.stream().limit(limit).map(each -> row(each, desk.now())).toList(),
                notes);
    }

    /// The currency asked for.
    static String currency(Parameters parameters) {
        return parameters
                .one(
                        CURRENCY.name(),
                        text -> Money.zero(text.toUpperCase(Locale.ROOT)).currency())
                .orElse("USD");
    }

    private static Set<CapacityType> capacities(Parameters parameters) {
        List<CapacityType> asked = parameters.many(CAPACITY.name(), CapacityType::of);
        return asked.isEmpty() ? Set.of(CapacityType.ON_DEMAND, CapacityType.SPOT) : Set.copyOf(asked);
    }

    /// What holds now and fits, of all currencies. Throws [CallersMistake] on a name that nothing goes by.
    static List<Standing> standing(
            Parameters parameters, Desk desk, @Nullable BigDecimal count, Span over, Set<CapacityType> capacities) {
        PriceFilter asked = PriceParameters.filter(parameters);
        try {
            return new Market(desk.catalog(), desk.now()).standing(desk.ledger(), over, asked.of(capacities), count);
        } catch (UnknownNameException e) {
            throw CallersMistake.of(e);
        }
    }

    static List<Standing> in(String currency, List<Standing> all) {
        return all.stream()
                .filter(standing -> standing.perHour().currency().equals(currency))
                .toList();
    }

    /// What is left out because it is in another currency.
    static List<String> others(String currency, List<Standing> all) {
        Map<String, Integer> counts = new TreeMap<>();
        all.forEach(standing -> counts.merge(standing.perHour().currency(), 1, Integer::sum));
        counts.remove(currency);
        List<String> notes = new ArrayList<>();
        counts.forEach(
                (other, count) -> notes.add(count + " in " + other + " left out: see them with --currency " + other));
        return notes;
    }

    private static List<@Nullable String> row(Standing standing, Instant now) {
        List<@Nullable String> row = new ArrayList<>();
        row.add(standing.provider());
        row.add(standing.sku());
        row.add(standing.gpuModel());
        row.add(Texts.decimalOrNull(standing.gpus()));
        row.add(standing.region());
        row.add(standing.zone());
        row.add(standing.capacityType().text());
        row.add(Texts.money(standing.perHour().amount()));
        row.add(Texts.moneyOrNull(standing.perGpuHour().orElse(null)));
        row.add(standing.perHour().currency());
        row.add(standing.isStated() ? "ledger" : "catalog");
        row.add(standing.rate().basis().date());
        row.add(lastStated(standing, now));
        row.add(standing.rate().basis().kind());
        row.add(standing.rate().basis().source());
        row.add(standing.rate().basis().priceId());
        return row;
    }

    private static @Nullable String lastStated(Standing standing, Instant now) {
        return standing.series() == null
                ? null
                : standing.series()
                        .at(now)
                        .map(PriceStretch::lastStated)
                        .map(Instant::toString)
                        .orElse(null);
    }
}
