package dev.outlay.report;

import dev.outlay.catalog.Capacity;
import dev.outlay.catalog.Gpu;
import dev.outlay.catalog.Offer;
import dev.outlay.catalog.OfferQuery;
import dev.outlay.catalog.UnknownNameException;
import dev.outlay.estimate.Estimator;
import dev.outlay.forecast.Interval;
import dev.outlay.ledger.CapacityType;
import dev.outlay.units.CallersMistake;
import dev.outlay.units.Money;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the predicted hours cost on the offers that have the GPU, on whole machines, the cheapest of each provider.
record PredictedCost(Optional<List<@Nullable String>> cheapest, Table offers, List<String> notes) {

    static final List<Parameter> PARAMETERS = List.of(
            Parameter.many("provider", "aws,gcp", "Prices of these providers only"),
            Parameter.one("region", "us-east-1", "A provider's own name of a region"),
            Parameter.one("region-like", "europe", "A part of the world, a country or a place: europe, us, frankfurt"),
            Parameter.one("capacity", "spot", "How it is bought: on-demand or spot (default: on-demand)"),
            Parameter.flag("ledger-prices", "Also use the prices that were imported into the ledger"));
    private static final MathContext DIGITS = new MathContext(5);
    private static final int SHOWN = 5;

    private record Priced(Offer offer, int machines, Money perHour) {}

    static PredictedCost of(Parameters parameters, Gpu gpu, int gpus, Interval hours, Desk desk) {
        CapacityType type = parameters.one("capacity", CapacityType::of).orElse(CapacityType.ON_DEMAND);
        Estimator estimator = desk.estimator(parameters);
        List<Priced> priced = new ArrayList<>();
        for (Offer offer : offers(parameters, gpu, type, desk)) {
            BigDecimal each = offer.machine().gpuCount();
            if (each == null || each.signum() <= 0) {
                continue;
            }
            int machines = BigDecimal.valueOf(gpus)
                    .divide(each, 0, RoundingMode.CEILING)
                    .intValueExact();
            estimator
                    .perHour(offer, type)
                    .filter(price -> price.currency().equals("USD"))
                    .ifPresent(price ->
                            priced.add(new Priced(offer, machines, price.times(BigDecimal.valueOf(machines)))));
        }
        priced.sort(Comparator.comparing(each -> each.perHour().amount()));
        List<Priced> best = firstOfEachProvider(priced);
        if (best.isEmpty()) {
            return new PredictedCost(
                    Optional.empty(),
                    table(List.of()),
                    List.of("no cost: no offer with a known " + type.text() + " price has " + gpu.model()
                            + " where it was asked for; see outlay prices list"));
        }
        List<List<@Nullable String>> rows =
                best.stream().map(each -> row(each, hours)).toList();
        return new PredictedCost(
                Optional.of(cost(best.getFirst(), hours)),
                table(rows),
                List.of("cost is hours times the price of whole machines, without storage and traffic; plan ranks more"
                        + " ways to buy"));
    }

    private static List<Offer> offers(Parameters parameters, Gpu gpu, CapacityType type, Desk desk) {
        Capacity capacity = switch (type) {
            case ON_DEMAND -> Capacity.ON_DEMAND;
            case SPOT -> Capacity.SPOT;
            case RESERVED, OWNED ->
                throw new CallersMistake("capacity: a prediction is priced on-demand or spot; see estimate for others");
        };
        OfferQuery query = OfferQuery.all()
                .gpu(gpu.model())
                .capacity(capacity)
                .providers(Set.copyOf(parameters.many("provider", text -> text)));
        query = parameters.text("region").map(query::region).orElse(query);
        query = parameters.text("region-like").map(query::regionLike).orElse(query);
        try {
            return desk.catalog().query(query);
        } catch (UnknownNameException e) {
            throw CallersMistake.of(e);
        }
    }

    private static List<Priced> firstOfEachProvider(List<Priced> priced) {
        Set<String> seen = new HashSet<>();
        return priced.stream()
                .filter(each -> seen.add(each.offer().provider()))
                .limit(SHOWN)
                .toList();
    }

    private static List<@Nullable String> cost(Priced priced, Interval hours) {
        Offer offer = priced.offer();
        return List.of(
                "cost",
                money(priced, hours.value()),
                "USD",
                money(priced, hours.low80()),
                money(priced, hours.high80()),
                money(priced, hours.low90()),
                money(priced, hours.high90()),
                "cheapest offer: " + priced.machines() + " x " + offer.instanceType() + " of " + offer.provider()
                        + " in " + offer.region() + " at " + priced.perHour() + " per hour for all");
    }

    private static List<@Nullable String> row(Priced priced, Interval hours) {
        Offer offer = priced.offer();
        List<@Nullable String> row = new ArrayList<>();
        row.add(offer.provider());
        row.add(offer.instanceType());
        row.add(offer.region());
        row.add(Integer.toString(priced.machines()));
        row.add(Texts.moneyOrNull(priced.perHour()));
        row.add(money(priced, hours.value()));
        row.add(money(priced, hours.low90()));
        row.add(money(priced, hours.high90()));
        return row;
    }

    // the hours are an estimate of few digits, so what they cost has no more
    private static String money(Priced priced, double hours) {
        return priced.perHour()
                .amount()
                .multiply(BigDecimal.valueOf(hours))
                .round(DIGITS)
                .stripTrailingZeros()
                .toPlainString();
    }

    private static Table table(List<List<@Nullable String>> rows) {
        return Table.of(
                "offers",
                Map.of(),
                List.of(
                        Column.text("provider"),
                        Column.text("instance_type"),
                        Column.text("region"),
                        Column.decimal("machines", null),
                        Column.decimal("per_hour", "USD"),
                        Column.decimal("cost", "USD"),
                        Column.decimal("low_90", "USD"),
                        Column.decimal("high_90", "USD")),
                rows,
                List.of());
    }
}
