package dev.outlay.connect.vast;

import dev.outlay.catalog.Catalog;
import dev.outlay.catalog.Gpu;
import dev.outlay.catalog.Region;
import dev.outlay.catalog.Tier;
import dev.outlay.connect.feed.FeedPage;
import dev.outlay.connect.feed.FeedRow;
import dev.outlay.connect.feed.MachineNames;
import dev.outlay.connect.file.WrongField;
import dev.outlay.connect.json.Json;
import dev.outlay.ledger.CapacityType;
import dev.outlay.ledger.Fact;
import dev.outlay.units.PricingUnit;
import dev.outlay.units.UnitPrice;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The cheapest offer of each kind of machine, anywhere and in each country. Not thread-safe.
final class Market {

    private static final String PROVIDER = "vast-ai";
    private static final BigDecimal MIB_PER_GIB = BigDecimal.valueOf(1024);
    private static final int MOST_GPUS = 64;
    private static final Pattern COUNTRY = Pattern.compile("(?:.*,)?\\s*([A-Z]{2})");

    private record Kind(String sku, String region, CapacityType capacity) {}

    private record Cheapest(FeedPage page, UnitPrice price) {}

    private final MachineNames names;
    private final Map<Kind, Cheapest> cheapest = new LinkedHashMap<>();

    Market(Catalog catalog) {
        this.names = new MachineNames(catalog, PROVIDER);
    }

    /// Takes an offer in, unless it is one that was not asked for. Throws [WrongField] where it is none.
    void offer(FeedPage page, FeedRow row) throws WrongField {
        String sku = sku(row);
        UnitPrice onDemand = row.price("dph_base", "USD", PricingUnit.HOUR);
        UnitPrice bid = row.decimalOrNull("min_bid") == null ? null : row.price("min_bid", "USD", PricingUnit.HOUR);
        String country = country(row.textOrNull("geolocation"));
        // the search may take its conditions loosely
        if (isNot(row, "rentable", true) || isNot(row, "rented", false) || isNot(row, "external", false)) {
            return;
        }
        String verification = row.textOrNull("verification");
        if (verification != null && !verification.equals("verified")) {
            return;
        }
        add(page, sku, country, CapacityType.ON_DEMAND, onDemand);
        if (bid != null) {
            add(page, sku, country, CapacityType.SPOT, bid);
        }
    }

    List<Fact> cheapest() {
        return cheapest.entrySet().stream()
                .<Fact>map(entry -> entry.getValue()
                        .page()
                        .price(
                                entry.getValue().page().retrieved(),
                                PROVIDER,
                                entry.getKey().sku(),
                                entry.getKey().region(),
                                null,
                                entry.getKey().capacity(),
                                entry.getValue().price(),
                                "Vast.ai offer search, cheapest verified offer without disk"))
                .toList();
    }

    private void add(FeedPage page, String sku, @Nullable String country, CapacityType capacity, UnitPrice price) {
        var offered = new Cheapest(page, price);
        add(new Kind(sku, Region.ANYWHERE, capacity), offered);
        if (country != null) {
            add(new Kind(sku, country, capacity), offered);
        }
    }

    private void add(Kind kind, Cheapest offered) {
        cheapest.merge(
                kind,
                offered,
                (one, other) -> one.price().price().compareTo(other.price().price()) <= 0 ? one : other);
    }

    /// The catalog's name of the machine with one such GPU, or one made the same way, and how many there are.
    private String sku(FeedRow row) throws WrongField {
        String gpu = row.text("gpu_name");
        BigDecimal gib = row.decimal("gpu_ram").divide(MIB_PER_GIB, 3, RoundingMode.HALF_UP);
        BigDecimal count = row.decimal("num_gpus");
        if (count.scale() > 0 || count.signum() <= 0 || count.intValue() > MOST_GPUS) {
            throw new WrongField("num_gpus", count.toPlainString(), "a whole number of GPUs from 1 to 64 is expected");
        }
        Optional<Gpu> model = names.gpu(gpu, gib);
        BigDecimal size = model.map(Gpu::memoryGib).orElse(gib).setScale(0, RoundingMode.HALF_UP);
        String one = model.flatMap(known -> names.withOne(known, Tier.ON_DEMAND.text()))
                .orElse(MachineNames.dashed(gpu) + "-" + size.toPlainString() + "gb");
        return count.compareTo(BigDecimal.ONE) == 0 ? one : one + "-x" + count.toPlainString();
    }

    private static boolean isNot(FeedRow row, String name, boolean wanted) {
        return row.fields().get(name) instanceof Json.Truth truth && truth.value() != wanted;
    }

    private static @Nullable String country(@Nullable String geolocation) {
        if (geolocation == null) {
            return null;
        }
        Matcher matcher = COUNTRY.matcher(geolocation);
        return matcher.matches() ? matcher.group(1) : null;
    }
}
