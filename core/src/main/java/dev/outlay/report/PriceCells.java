package dev.outlay.report;

import dev.outlay.pricing.PriceStretch;
import dev.outlay.pricing.PricedGpus;
import dev.outlay.pricing.PricedThing;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The columns by which reports say what is priced and where a price comes from.
final class PriceCells {

    static final List<Column> THING = List.of(
            Column.text("provider"),
            Column.text("sku"),
            Column.text("gpu_model"),
            Column.text("region"),
            Column.text("zone"),
            Column.text("capacity_type"),
            Column.text("unit"),
            Column.text("currency"));
    static final List<Column> ORIGIN =
            List.of(Column.text("kind"), Column.text("source"), Column.text("document"), Column.text("price_id"));

    private PriceCells() {}

    static List<@Nullable String> thing(PricedThing thing, PricedGpus gpus) {
        List<@Nullable String> cells = new ArrayList<>();
        cells.add(thing.provider());
        cells.add(thing.sku());
        cells.add(gpus.of(thing).map(PricedGpus.Bought::name).orElse(null));
        cells.add(thing.region());
        cells.add(thing.zone());
        cells.add(thing.capacityType().text());
        cells.add(thing.unit().text());
        cells.add(thing.currency());
        return cells;
    }

    static List<@Nullable String> origin(PriceStretch stretch) {
        List<@Nullable String> cells = new ArrayList<>();
        cells.add(stretch.price().kind());
        cells.add(stretch.price().source());
        cells.add(stretch.price().origin().where());
        cells.add(stretch.price().origin().id());
        return cells;
    }

    static String money(PriceStretch stretch) {
        return Texts.money(stretch.amount().amount());
    }

    /// A percent as it stands; null where there is none.
    static @Nullable String percent(@Nullable BigDecimal percent) {
        return percent == null ? null : percent.toPlainString();
    }

    @SafeVarargs
    static List<Column> columns(List<Column>... groups) {
        List<Column> all = new ArrayList<>();
        for (List<Column> group : groups) {
            all.addAll(group);
        }
        return all;
    }
}
