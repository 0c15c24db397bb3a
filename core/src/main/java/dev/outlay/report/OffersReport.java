package dev.outlay.report;

import dev.outlay.catalog.Capacity;
import dev.outlay.catalog.Machine;
import dev.outlay.catalog.Offer;
import dev.outlay.catalog.Quote;
import dev.outlay.catalog.UnknownNameException;
import dev.outlay.units.CallersMistake;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The offers of the catalog with their prices, each with date, confidence and source.
final class OffersReport implements Report {

    private static final int SHOWN = 50;
    private static final Parameter INSTANCE = Parameter.one("instance", "p4d.24xlarge", "Only this instance type");
    private static final Parameter CAPACITY = Parameter.one(
            "capacity", "spot", "Offers that have this price: on-demand, spot or reserved (default: on-demand)");
    private static final Parameter LIMIT =
            Parameter.one("limit", "4000", "How many offers to show (default: " + SHOWN + ")");

    @Override
    public String name() {
        return "offers";
    }

    @Override
    public String description() {
        return "The offers of the catalog and what they cost per hour, cheapest first, with date and source.";
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>(OfferParameters.ALL);
        all.addAll(List.of(INSTANCE, CAPACITY, LIMIT, Page.AFTER));
        return all;
    }

    @Override
    public List<String> examples() {
        return List.of(
                "prices list --gpu H100 --gpu-count 8    # every 8 x H100 machine",
                "prices list --provider aws --instance p4d.24xlarge    # one type in all regions");
    }

    @Override
    public Table answer(Parameters parameters, Desk desk) {
        Capacity capacity =
                parameters.one(CAPACITY.name(), OffersReport::capacity).orElse(Capacity.ON_DEMAND);
        Page page = Page.of(parameters, LIMIT, SHOWN);
        Optional<String> instance = parameters.text(INSTANCE.name());
        List<Offer> offers = offers(parameters, desk, capacity).stream()
                .filter(offer -> instance.map(type -> offer.instanceType().equalsIgnoreCase(type))
                        .orElse(true))
                .toList();
        if (offers.isEmpty()) {
            throw new CallersMistake("no offer with a " + capacity.text() + " price matches "
                    + OfferParameters.asked(parameters) + nearest(parameters, desk, instance)
                    + ". Leave a condition out or try another --capacity");
        }
        Map<String, @Nullable String> heading = new LinkedHashMap<>();
        heading.put("offers", Integer.toString(offers.size()));
        Page.Rows<Offer> shown = page.named(
                offers,
                offer -> String.join(
                        "/", offer.machine().provider(), offer.machine().instanceType(), offer.region()));
        heading.put("shown", Integer.toString(shown.rows().size()));
        heading.put("currency", "USD");
        shown.tell(heading);
        return Table.of(
                name(),
                heading,
                List.of(
                        Column.text("provider"),
                        Column.text("instance_type"),
                        Column.text("region"),
                        Column.text("gpu_model"),
                        Column.decimal("gpus", null),
                        Column.decimal("vcpus", null),
                        Column.decimal("memory_gib", "GiB"),
                        Column.decimal("on_demand", "USD"),
                        Column.decimal("spot", "USD"),
                        Column.decimal("reserved", "USD"),
                        Column.text("tier"),
                        Column.text("price_date"),
                        Column.text("confidence"),
                        Column.text("price_kind"),
                        Column.text("source")),
                shown.rows().stream().map(offer -> row(offer, capacity)).toList(),
                shown.more() > 0 ? List.of(shown.more() + " more: see them with --limit") : List.of());
    }

    private static List<Offer> offers(Parameters parameters, Desk desk, Capacity capacity) {
        try {
            return desk.catalog().query(OfferParameters.query(parameters, capacity));
        } catch (UnknownNameException e) {
            throw CallersMistake.of(e);
        }
    }

    private static String nearest(Parameters parameters, Desk desk, Optional<String> instance) {
        List<String> providers = parameters.many("provider", text -> text);
        List<String> near = instance.isPresent() && providers.size() == 1
                ? desk.catalog().nearestInstanceTypes(providers.getFirst(), instance.get())
                : List.of();
        return near.isEmpty() ? "" : "; nearest: " + String.join(", ", near);
    }

    private static List<@Nullable String> row(Offer offer, Capacity capacity) {
        Machine machine = offer.machine();
        Quote quote = offer.quote(capacity).orElseThrow();
        List<@Nullable String> row = new ArrayList<>();
        row.add(machine.provider());
        row.add(machine.instanceType());
        row.add(offer.region());
        row.add(machine.gpuModel());
        row.add(Texts.decimalOrNull(machine.gpuCount()));
        row.add(Texts.decimalOrNull(machine.vcpus()));
        row.add(Texts.decimalOrNull(machine.memoryGib()));
        for (Capacity each : Capacity.values()) {
            row.add(offer.quote(each)
                    .map(price -> Texts.money(price.price().price().amount()))
                    .orElse(null));
        }
        row.add(offer.tier().text());
        row.add(quote.basis().date() == null ? null : quote.basis().date().text());
        row.add(quote.basis().confidence().text());
        row.add(quote.basis().kind());
        row.add(quote.basis().source());
        return row;
    }

    static Capacity capacity(String text) {
        return Arrays.stream(Capacity.values())
                .filter(capacity -> capacity.text().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("on-demand, spot or reserved is expected, not " + text));
    }
}
