package dev.outlay.catalog;

import dev.outlay.units.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// List prices beside those of machines: storage, traffic, commitments, attachable GPUs, headline discounts.
///
/// Each table is read on first use. An empty answer means that the catalog holds no such price, not that it is
/// free. Immutable and thread-safe.
public final class PriceTables {

    private static final Pattern DISK = Pattern.compile("disk-month \\((\\d+) GiB\\)");

    private final Lazy<List<Commitment>> commitments =
            new Lazy<>(() -> DataFile.rows("commitments", PriceTables::commitment));
    private final Lazy<List<StoragePrice>> storage = new Lazy<>(() -> DataFile.rows("storage", PriceTables::storage));
    private final Lazy<List<EgressPrice>> egress = new Lazy<>(PriceTables::readEgress);
    private final Lazy<List<AcceleratorPrice>> accelerators =
            new Lazy<>(() -> DataFile.rows("accelerators", PriceTables::accelerator));
    private final Lazy<List<DiscountLevel>> discountLevels =
            new Lazy<>(() -> DataFile.rows("discount-levels", PriceTables::discountLevel));

    PriceTables() {}

    /// All commitment rates, those of machines without GPUs (Google N1) included.
    public List<Commitment> commitments() {
        return commitments.get();
    }

    public List<StoragePrice> storage() {
        return storage.get();
    }

    /// The storage prices of one region.
    public List<StoragePrice> storage(String provider, String region) {
        return storage().stream()
                .filter(price ->
                        price.provider().equals(provider) && price.region().equals(region))
                .toList();
    }

    public List<EgressPrice> egress() {
        return egress.get();
    }

    /// The traffic prices of one region.
    public List<EgressPrice> egress(String provider, String region) {
        return egress().stream()
                .filter(price ->
                        price.provider().equals(provider) && price.region().equals(region))
                .toList();
    }

    public List<AcceleratorPrice> accelerators() {
        return accelerators.get();
    }

    public List<DiscountLevel> discountLevels() {
        return discountLevels.get();
    }

    static Commitment commitment(DataFile file) {
        Basis basis = file.basis("price_kind", "price_date", "source");
        Money onDemand = file.optionalDollars("on_demand_usd_per_hour");
        return new Commitment(
                file.text("provider"),
                file.text("instance_type"),
                file.text("region"),
                file.integer("term_years"),
                file.words("plan"),
                file.words("payment"),
                OfferFile.hourly(file.dollars("effective_usd_per_hour"), basis),
                onDemand == null ? null : OfferFile.hourly(onDemand, basis),
                file.optionalDecimal("discount_pct"));
    }

    private static StoragePrice storage(DataFile file) {
        String unit = file.text("unit");
        return new StoragePrice(
                file.text("provider"),
                file.text("service"),
                file.text("class"),
                file.text("tier"),
                file.text("region"),
                file.text("redundancy"),
                file.dollars("usd_per_unit"),
                unit,
                diskGib(unit),
                file.optionalDollars("retrieval_usd_per_gib"),
                file.optionalInteger("minimum_days"),
                file.basis("price_kind", "price_date", "source"),
                file.optionalWords("notes"));
    }

    private static @Nullable BigDecimal diskGib(String unit) {
        if (unit.equals("GiB-month")) {
            return null;
        }
        Matcher disk = DISK.matcher(unit);
        if (!disk.matches()) {
            throw new IllegalStateException("a storage unit is GiB-month or a disk of some GiB: " + unit);
        }
        return new BigDecimal(disk.group(1));
    }

    private static List<EgressPrice> readEgress() {
        DataFile file = DataFile.open("egress");
        List<EgressPrice> prices = new ArrayList<>();
        List<EgressPrice.Step> steps = new ArrayList<>();
        boolean more = file.next();
        while (more) {
            int group = file.groupNumber();
            String provider = file.text("provider");
            String region = file.text("region");
            String destination = file.text("destination");
            while (more && file.groupNumber() == group) {
                steps.add(new EgressPrice.Step(
                        file.decimal("from_gib_per_month"),
                        file.optionalDecimal("to_gib_per_month"),
                        file.dollars("usd_per_gib"),
                        file.basis("price_kind", "price_date", "source"),
                        file.optionalWords("notes")));
                more = file.next();
            }
            prices.add(new EgressPrice(provider, region, destination, steps));
            steps.clear();
        }
        return List.copyOf(prices);
    }

    private static AcceleratorPrice accelerator(DataFile file) {
        Basis basis = file.basis("kind", "price_date", "source");
        Money onDemand = file.optionalDollars("on_demand_usd_per_hour");
        Money spot = file.optionalDollars("spot_usd_per_hour");
        return new AcceleratorPrice(
                file.text("provider"),
                file.text("accelerator"),
                file.text("gpu_model"),
                file.text("region"),
                onDemand == null ? null : OfferFile.hourly(onDemand, basis),
                spot == null ? null : OfferFile.hourly(spot, basis));
    }

    private static DiscountLevel discountLevel(DataFile file) {
        return new DiscountLevel(
                file.text("provider"),
                file.text("plan"),
                file.optional("term_years"),
                file.decimal("discount_pct"),
                file.text("qualifier"),
                file.basis("price_kind", null, "source"));
    }
}
