package dev.outlay.catalog;

import dev.outlay.units.Money;
import dev.outlay.units.PricingUnit;
import dev.outlay.units.UnitPrice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads offers and what belongs to them by provider, instance type and region.
final class OfferFile {

    private final Map<String, List<Commitment>> commitments = new HashMap<>();
    private final Map<String, List<SpotZone>> zones = new HashMap<>();
    private final Map<String, SpotInterruption> interruptions = new HashMap<>();

    // the one provider whose spot prices by zone and interruption bands are in the files
    private static final String ZONES_OF = "aws";

    private OfferFile() {}

    static List<Offer> readAll(List<Commitment> commitments) {
        OfferFile reader = new OfferFile();
        commitments.forEach(reader::add);
        reader.addZones(DataFile.open("spot-zones"));
        reader.addInterruptions(DataFile.open("spot-interruptions"));
        return reader.offers(DataFile.open("offers"));
    }

    /// The offers of one instance type, written as in the files, without reading the others; empty where there are
    /// none.
    static List<Offer> readOne(String provider, String instanceType) {
        OfferFile reader = new OfferFile();
        DataFile commitments = DataFile.openAt("commitments", provider, instanceType);
        while (commitments.next()) {
            reader.add(PriceTables.commitment(commitments));
        }
        if (provider.equals(ZONES_OF)) {
            reader.addZones(DataFile.openAt("spot-zones", instanceType));
            reader.addInterruptions(DataFile.openAt("spot-interruptions", instanceType));
        }
        return reader.offers(DataFile.openAt("offers", provider, instanceType));
    }

    private void add(Commitment commitment) {
        commitments
                .computeIfAbsent(
                        key(commitment.provider(), commitment.instanceType(), commitment.region()),
                        any -> new ArrayList<>())
                .add(commitment);
    }

    private void addZones(DataFile file) {
        while (file.next()) {
            Quote spot = hourly(file.dollars("spot_usd_per_hour"), file.basis("kind", "price_date", "source"));
            zones.computeIfAbsent(
                            key(ZONES_OF, file.text("instance_type"), file.text("region")), any -> new ArrayList<>())
                    .add(new SpotZone(
                            file.text("zone_id"),
                            spot,
                            file.text("spot_equals_on_demand").equals("1")));
        }
    }

    private void addInterruptions(DataFile file) {
        while (file.next()) {
            interruptions.put(
                    key(ZONES_OF, file.text("instance_type"), file.text("region")),
                    new SpotInterruption(
                            file.integer("interruption_bucket"),
                            file.text("interruption_frequency_monthly"),
                            file.integer("savings_over_on_demand_pct"),
                            file.text("os"),
                            file.basis("kind", "as_of", "source")));
        }
    }

    private List<Offer> offers(DataFile file) {
        List<Offer> offers = new ArrayList<>();
        int group = 0;
        Machine machine = null;
        while (file.next()) {
            if (machine == null || file.groupNumber() != group) {
                group = file.groupNumber();
                machine = machine(file);
            }
            String region = file.text("region");
            String key = key(machine.provider(), machine.instanceType(), region);
            offers.add(new Offer(
                    machine,
                    region,
                    Tier.of(file.text("tier")),
                    quote(file, "on_demand_usd_per_hour", "price_kind", "price_date", "source"),
                    quote(file, "spot_usd_per_hour", "spot_kind", "spot_date", "spot_source"),
                    commitments.getOrDefault(key, List.of()),
                    zones.getOrDefault(key, List.of()),
                    interruptions.get(key),
                    file.words("source"),
                    file.optionalWords("notes")));
        }
        return List.copyOf(offers);
    }

    private static Machine machine(DataFile file) {
        return new Machine(
                file.text("provider"),
                file.text("instance_type"),
                file.optional("gpu_model"),
                file.optionalDecimal("gpu_count"),
                file.optionalDecimal("gpu_memory_gib_each"),
                file.optionalDecimal("vcpus"),
                file.optionalDecimal("memory_gib"));
    }

    private static @Nullable Quote quote(DataFile file, String price, String kind, String date, String source) {
        Money money = file.optionalDollars(price);
        return money == null ? null : hourly(money, file.basis(kind, date, source));
    }

    static Quote hourly(Money money, Basis basis) {
        return new Quote(new UnitPrice(money, PricingUnit.HOUR), Objects.requireNonNull(basis));
    }

    private static String key(String provider, String instanceType, String region) {
        // concat, because the first `+` of a run costs the JVM tens of milliseconds
        return provider.concat("\t").concat(instanceType).concat("\t").concat(region);
    }
}
