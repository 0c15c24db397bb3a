package dev.outlay.estimate;

import dev.outlay.catalog.Area;
import dev.outlay.catalog.Basis;
import dev.outlay.catalog.Catalog;
import dev.outlay.catalog.Commitment;
import dev.outlay.catalog.Gpu;
import dev.outlay.catalog.GridIntensity;
import dev.outlay.catalog.Machine;
import dev.outlay.catalog.Offer;
import dev.outlay.catalog.PriceDate;
import dev.outlay.catalog.Quote;
import dev.outlay.catalog.Region;
import dev.outlay.catalog.SpotInterruption;
import dev.outlay.catalog.Tier;
import dev.outlay.units.PricingUnit;
import dev.outlay.units.UnitPrice;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// Small random catalogs in which much is equal: few prices, few places, few kinds of machines, so that ties,
/// offers without a price and places without an intensity come up all the time.
final class RandomOffers {

    private static final Basis BASIS = Basis.of("published", new PriceDate("2026-08"), "made up for a test");
    private static final List<String> MODELS = List.of("A100-SXM4-80GB", "H100-SXM5-80GB", "L4", "T4");
    private static final List<String> COUNTS = List.of("1", "1", "2", "4", "8", "8", "0.5");

    /// Places of real providers, whose storage and traffic have prices, and some of which nothing is known.
    private static final List<List<String>> PLACES = List.of(
            List.of("aws", "us-east-1"),
            List.of("aws", "eu-north-1"),
            List.of("gcp", "us-central1"),
            List.of("gcp", "europe-west4"),
            List.of("lambda", "us-west-1"),
            List.of("vast-ai", Region.ANYWHERE));

    private final SplittableRandom random;

    RandomOffers(SplittableRandom random) {
        this.random = random;
    }

    Catalog catalog(int size) {
        List<Offer> offers = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            offers.add(offer());
        }
        List<Gpu> gpus = Catalog.builtin().gpus().stream()
                .filter(gpu -> MODELS.contains(gpu.model()))
                .toList();
        List<Region> regions = PLACES.stream()
                .filter(place -> !place.getLast().equals(Region.ANYWHERE))
                .map(place -> region(place.getFirst(), place.getLast()))
                .toList();
        return Catalog.of(offers, gpus, regions);
    }

    private Region region(String provider, String id) {
        List<GridIntensity> figures = random.nextInt(4) == 0
                ? List.of()
                : List.of(new GridIntensity(BigDecimal.valueOf(50L * random.nextInt(4)), null, true, BASIS));
        return new Region(
                provider,
                id,
                id,
                "USA",
                "United States",
                Area.NORTH_AMERICA,
                random.nextBoolean() ? new BigDecimal("1.2") : null,
                "a test",
                figures);
    }

    private Offer offer() {
        List<String> place = pick(PLACES);
        String model = random.nextInt(20) == 0 ? null : pick(MODELS);
        BigDecimal count = new BigDecimal(pick(COUNTS));
        var machine = new Machine(
                place.getFirst(),
                "m" + random.nextInt(12),
                model,
                random.nextInt(20) == 0 ? null : count,
                random.nextInt(3) == 0 ? null : BigDecimal.valueOf(random.nextBoolean() ? 40 : 80),
                random.nextBoolean() ? BigDecimal.valueOf(8) : null,
                null);
        List<Commitment> commitments = random.nextInt(3) == 0
                ? List.of(new Commitment(
                        machine.provider(),
                        machine.instanceType(),
                        place.getLast(),
                        1,
                        "a plan",
                        "monthly",
                        quote(0.6),
                        null,
                        null))
                : List.of();
        return new Offer(
                machine,
                place.getLast(),
                pick(List.of(Tier.ON_DEMAND, Tier.ON_DEMAND, Tier.SECURE, Tier.COMMUNITY)),
                random.nextInt(8) == 0 ? null : quote(1),
                random.nextInt(2) == 0 ? null : quote(0.3),
                commitments,
                List.of(),
                interruption(),
                "made up for a test",
                null);
    }

    private @Nullable SpotInterruption interruption() {
        int band = random.nextInt(8);
        return band > 4 ? null : new SpotInterruption(band, "band " + band, 60, "Linux", BASIS);
    }

    // one of few prices, now and then by a last digit that doubles lose beside 8
    private Quote quote(double share) {
        BigDecimal price = BigDecimal.valueOf(1 + random.nextInt(8)).multiply(BigDecimal.valueOf(share));
        BigDecimal hair = random.nextInt(4) == 0 ? new BigDecimal("1e-17") : BigDecimal.ZERO;
        String currency = random.nextInt(15) == 0 ? "EUR" : "USD";
        return new Quote(UnitPrice.of(currency, price.add(hair).toPlainString(), PricingUnit.HOUR), BASIS);
    }

    <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    Set<String> aProvider() {
        return Set.of(pick(PLACES).getFirst());
    }
}
