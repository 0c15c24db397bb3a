package dev.outlay.connect.sql;

import dev.outlay.ledger.CapacityType;
import dev.outlay.ledger.Origin;
import dev.outlay.ledger.Price;
import dev.outlay.units.Money;
import dev.outlay.units.PricingUnit;
import dev.outlay.units.UnitPrice;
import java.util.List;

final class PriceRow {

    static final List<String> COLUMNS = List.of(
            "holds_from",
            "provider",
            "sku",
            "region",
            "zone",
            "capacity_type",
            "currency",
            "amount",
            "unit",
            "kind",
            "source");

    private PriceRow() {}

    static void write(Price price, RowWriter row) {
        row.instant(price.at())
                .text(price.provider())
                .text(price.sku())
                .text(price.region())
                .text(price.zone())
                .text(price.capacityType().text())
                .text(price.unitPrice().price().currency())
                .decimal(price.unitPrice().price().amount())
                .text(price.unitPrice().unit().text())
                .text(price.kind())
                .text(price.source());
    }

    static Price read(Origin origin, RowReader row) {
        return new Price(
                origin,
                row.someInstant(),
                row.someText(),
                row.someText(),
                row.text(),
                row.text(),
                CapacityType.of(row.someText()),
                new UnitPrice(new Money(row.someText(), row.someDecimal()), PricingUnit.of(row.someText())),
                row.someText(),
                row.someText());
    }
}
