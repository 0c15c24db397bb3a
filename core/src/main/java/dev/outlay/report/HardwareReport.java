package dev.outlay.report;

import dev.outlay.ledger.Price;
import dev.outlay.pricing.OwnedHardware;
import dev.outlay.units.Money;
import dev.outlay.units.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The hourly prices of owned hardware, with the parts that sum to them.
final class HardwareReport implements Report {

    @Override
    public String name() {
        return "hardware";
    }

    @Override
    public String description() {
        return "What an hour of owned machines and GPUs costs: depreciation, power, space, staff and the rest.";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of();
    }

    @Override
    public List<String> examples() {
        return List.of("report hardware    # after import hardware lab.yaml");
    }

    @Override
    public Table answer(Parameters parameters, Desk desk) {
        Map<String, Price> wholes = new LinkedHashMap<>();
        Map<String, List<Price>> parts = new LinkedHashMap<>();
        try (Stream<Price> prices = desk.ledger().facts(Price.class, Span.EVER)) {
            prices.filter(price -> price.origin().id().startsWith(OwnedHardware.ORIGIN))
                    .forEach(price -> {
                        String id = price.origin().id();
                        if (price.kind().equals(OwnedHardware.PART)) {
                            parts.computeIfAbsent(id.substring(0, id.lastIndexOf('/')), _ -> new ArrayList<>())
                                    .add(price);
                        } else {
                            wholes.put(id, price);
                        }
                    });
        }
        List<List<@Nullable String>> rows = new ArrayList<>();
        wholes.forEach((id, whole) -> {
            parts.getOrDefault(id, List.of()).forEach(part -> rows.add(row(whole, part)));
            rows.add(row(whole, whole));
        });
        return Table.of(
                name(),
                Map.of(),
                List.of(
                        Column.text("provider"),
                        Column.text("region"),
                        Column.text("sku"),
                        Column.time("holds_from"),
                        Column.text("part"),
                        Column.decimal("price", null),
                        Column.decimal("percent", "%"),
                        Column.text("currency"),
                        Column.text("unit"),
                        Column.text("source")),
                rows,
                rows.isEmpty()
                        ? List.of("no hardware is known: write a rate card and take it in with outlay import hardware")
                        : List.of("parts sum to the whole to the last digit; usage is rated by it where its"
                                + " capacity_type is owned"));
    }

    private static List<@Nullable String> row(Price whole, Price part) {
        Money price = part.unitPrice().price();
        return Arrays.asList(
                whole.provider(),
                whole.region(),
                whole.sku(),
                whole.at().toString(),
                part.equals(whole) ? "whole" : part.sku().substring(whole.sku().length() + 1),
                Texts.money(price.amount()),
                Texts.percentOrNull(price.amount(), whole.unitPrice().price().amount()),
                price.currency(),
                whole.unitPrice().unit().text(),
                whole.source());
    }
}
