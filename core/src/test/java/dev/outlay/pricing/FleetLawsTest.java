package dev.outlay.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outlay.catalog.Catalog;
import dev.outlay.ledger.AllocatedFrom;
import dev.outlay.ledger.CapacityType;
import dev.outlay.ledger.Charge;
import dev.outlay.ledger.Origin;
import dev.outlay.ledger.Owner;
import dev.outlay.ledger.Place;
import dev.outlay.ledger.Price;
import dev.outlay.ledger.Resource;
import dev.outlay.ledger.Sharing;
import dev.outlay.ledger.Usage;
import dev.outlay.units.Money;
import dev.outlay.units.Part;
import dev.outlay.units.PricingUnit;
import dev.outlay.units.Share;
import dev.outlay.units.Span;
import dev.outlay.units.UnitPrice;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Laws of rating on generated fleets that mix all ways of sharing on nodes with odd prices.
final class FleetLawsTest {

    private static final Span DAY = Uses.span("2026-10-05T00:00:00Z", "2026-10-06T00:00:00Z");
    private static final String MODEL = "H100-SXM5-80GB";
    private static final List<Price> PRICES =
            List.of(price("6.999999999999999999", "2026-01-01T00:00:00Z"), price("5.31", "2026-10-05T07:13:11.5Z"));

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 25);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void chargesAndIdleOfEveryNodeSumToItsPriceToTheLastDigit(long seed) {
        List<Usage> fleet = fleet(seed);
        Map<String, BigDecimal> wanted = by(rate(nodes(fleet)), FleetLawsTest::node);
        assertThat(by(rate(fleet), FleetLawsTest::node)).as("seed %s", seed).isEqualTo(wanted);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void chargesAndIdleOfEveryDeviceSumToOneGpusPriceToTheLastDigit(long seed) {
        List<Charge> charges = rate(fleet(seed));
        BigDecimal early = wholeDevice(DAY.from(), Instant.parse("2026-10-05T07:13:11.5Z"), 0);
        BigDecimal late = wholeDevice(Instant.parse("2026-10-05T07:13:11.5Z"), DAY.to(), 1);
        Map<String, BigDecimal> devices = by(
                charges.stream().filter(charge -> charge.use().device() != null).toList(),
                charge -> node(charge) + "/" + charge.use().device() + "/"
                        + charge.period().to().isAfter(Instant.parse("2026-10-05T07:13:11.5Z")));
        assertThat(devices).as("seed %s", seed).isNotEmpty();
        // the meter of a device may differ from another's in the last digit, and by no more
        devices.forEach((device, cost) -> assertThat(
                        cost.subtract(device.endsWith("true") ? late : early).abs())
                .as("seed %s, device %s", seed, device)
                .isLessThanOrEqualTo(new BigDecimal("0.000000000000000001")));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void gpuTimeUsedAndIdleSumsToThatOfTheNode(long seed) {
        Map<String, BigDecimal> seconds = new TreeMap<>();
        for (Charge charge : rate(fleet(seed))) {
            if (charge.use().gpuSeconds() != null) {
                seconds.merge(node(charge), charge.use().gpuSeconds(), BigDecimal::add);
            }
        }
        assertThat(seconds.values())
                .as("seed %s", seed)
                .allSatisfy(sum -> assertThat(sum).isEqualByComparingTo(new BigDecimal(8 * 86_400)));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theOrderOfArrivalChangesNothing(long seed) {
        List<Usage> fleet = fleet(seed);
        List<Charge> charges = rate(fleet);
        Collections.shuffle(fleet, new Random(seed));
        assertThat(rate(fleet)).as("seed %s", seed).containsExactlyInAnyOrderElementsOf(charges);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void cuttingTheTimeAnywhereChangesNoPodsTotal(long seed) {
        List<Usage> fleet = fleet(seed);
        Instant cut = DAY.from().plusMillis(new SplittableRandom(seed).nextLong(1, 86_400_000));
        var rating = new Rating(Catalog.builtin(), new PriceBook(Catalog.builtin(), PRICES));
        List<Charge> pieces =
                new ArrayList<>(rating.rate(fleet, new Span(DAY.from(), cut)).charges());
        pieces.addAll(rating.rate(fleet, new Span(cut, DAY.to())).charges());
        assertThat(by(pieces, FleetLawsTest::pod))
                .as("seed %s, cut at %s", seed, cut)
                .isEqualTo(by(rate(fleet), FleetLawsTest::pod));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void splittingEveryUseInTwoChangesNoPodsTotal(long seed) {
        List<Usage> fleet = fleet(seed);
        var random = new SplittableRandom(seed);
        List<Usage> split = new ArrayList<>();
        for (Usage use : fleet) {
            long length = use.span().length().toSeconds();
            if (use.resource() == Resource.NODE || length < 2) {
                split.add(use);
                continue;
            }
            Instant cut = use.span().from().plusSeconds(random.nextLong(1, length));
            split.add(during(use, new Span(use.span().from(), cut), "x"));
            split.add(during(use, new Span(cut, use.span().to()), "y"));
        }
        assertThat(by(rate(split), FleetLawsTest::pod))
                .as("seed %s", seed)
                .isEqualTo(by(rate(fleet), FleetLawsTest::pod));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void ratiosOfEveryWholeSumToOne(long seed) {
        Map<String, BigDecimal> ratios = new TreeMap<>();
        for (Charge charge : rate(fleet(seed))) {
            AllocatedFrom whole = Objects.requireNonNull(charge.allocatedFrom());
            ratios.merge(whole.id(), whole.ratio().value(), BigDecimal::add);
        }
        assertThat(ratios.values())
                .as("seed %s", seed)
                .allSatisfy(sum -> assertThat(sum).isEqualByComparingTo("1"));
    }

    private static BigDecimal wholeDevice(Instant from, Instant to, int price) {
        return PRICES.get(price)
                .unitPrice()
                .over(
                        new Span(from, to),
                        BigDecimal.valueOf(8),
                        new Part(BigDecimal.ZERO, BigDecimal.ONE, BigDecimal.valueOf(8)))
                .amount();
    }

    private static List<Charge> rate(List<Usage> usages) {
        Rated rated = new Rating(Catalog.builtin(), new PriceBook(Catalog.builtin(), PRICES)).rate(usages, DAY);
        assertThat(rated.refusals()).isEmpty();
        return rated.charges();
    }

    private static Map<String, BigDecimal> by(List<Charge> charges, Function<Charge, String> key) {
        Map<String, BigDecimal> sums = new TreeMap<>();
        charges.forEach(charge -> sums.merge(
                key.apply(charge),
                Objects.requireNonNull(charge.costs().effective()).amount(),
                BigDecimal::add));
        sums.replaceAll((_, sum) -> new Money("USD", sum).amount());
        return sums;
    }

    private static String node(Charge charge) {
        return String.valueOf(charge.place().node());
    }

    private static String pod(Charge charge) {
        return charge.owner().pod() == null
                ? "idle of " + node(charge)
                : charge.owner().pod();
    }

    private static List<Usage> nodes(List<Usage> fleet) {
        return fleet.stream().filter(use -> use.resource() == Resource.NODE).toList();
    }

    /// Three nodes of eight GPUs, most of whose devices are shared in some way, each for some of the day.
    private static List<Usage> fleet(long seed) {
        var random = new SplittableRandom(seed);
        List<Usage> fleet = new ArrayList<>();
        for (int n = 0; n < 3; n++) {
            String node = "n" + n;
            fleet.add(use("node-" + node, node, DAY, Resource.NODE, null, null, "1", null, "8", null));
            for (int d = 0; d < 6; d++) {
                device(fleet, random, node, "gpu-" + d);
            }
            for (int pod = random.nextInt(3); pod > 0; pod--) {
                fleet.add(use(
                        node + "-loose-" + pod,
                        node,
                        span(random),
                        Resource.GPU,
                        null,
                        random.nextBoolean() ? Sharing.FRACTION : null,
                        random.nextBoolean() ? "1" : "0.3",
                        null,
                        "1",
                        null));
            }
        }
        return fleet;
    }

    private static void device(List<Usage> fleet, SplittableRandom random, String node, String device) {
        String pod = node + "-" + device + "-";
        switch (random.nextInt(5)) {
            case 0 ->
                fleet.add(use(
                        pod + "whole",
                        node,
                        span(random),
                        Resource.GPU,
                        device,
                        Sharing.EXCLUSIVE,
                        "1",
                        null,
                        "1",
                        null));
            case 1 -> {
                for (String profile : List.of("3g.40gb", "2g.20gb", "1g.10gb", "1g.10gb")) {
                    if (random.nextInt(4) > 0) {
                        fleet.add(use(
                                pod + fleet.size(),
                                node,
                                span(random),
                                Resource.GPU,
                                device,
                                Sharing.MIG,
                                "1",
                                profile,
                                "1",
                                null));
                    }
                }
            }
            case 2 -> {
                for (int i = random.nextInt(1, 4); i > 0; i--) {
                    fleet.add(use(
                            pod + i,
                            node,
                            span(random),
                            Resource.GPU,
                            device,
                            Sharing.FRACTION,
                            String.format(Locale.ROOT, "0.%03d", random.nextInt(1, 334)),
                            null,
                            "1",
                            null));
                }
            }
            default -> {
                boolean measured = random.nextBoolean();
                for (int i = random.nextInt(1, 6); i > 0; i--) {
                    fleet.add(use(
                            pod + i,
                            node,
                            span(random),
                            Resource.GPU,
                            device,
                            random.nextBoolean() ? Sharing.TIME_SLICING : Sharing.MPS,
                            "1",
                            null,
                            "1",
                            measured ? "0." + random.nextInt(1, 10_000) : null));
                }
            }
        }
    }

    private static Span span(SplittableRandom random) {
        long start = random.nextLong(80_000);
        return new Span(
                DAY.from().plusSeconds(start), DAY.from().plusSeconds(start + random.nextLong(1, 86_400 - start)));
    }

    private static Usage during(Usage use, Span span, String suffix) {
        return use(
                use.origin().id().substring("usage/".length()) + suffix,
                String.valueOf(use.place().node()),
                span,
                use.resource(),
                use.device(),
                use.sharing(),
                use.share().toString(),
                use.migProfile(),
                use.quantity().toPlainString(),
                use.utilization() == null ? null : use.utilization().toString(),
                use.owner().pod());
    }

    private static Usage use(
            String id,
            String node,
            Span span,
            Resource resource,
            @Nullable String device,
            @Nullable Sharing sharing,
            String share,
            @Nullable String profile,
            String quantity,
            @Nullable String utilization) {
        return use(
                id,
                node,
                span,
                resource,
                device,
                sharing,
                share,
                profile,
                quantity,
                utilization,
                resource == Resource.NODE ? null : id);
    }

    private static Usage use(
            String id,
            String node,
            Span span,
            Resource resource,
            @Nullable String device,
            @Nullable Sharing sharing,
            String share,
            @Nullable String profile,
            String quantity,
            @Nullable String utilization,
            @Nullable String pod) {
        return new Usage(
                Origin.of("usage/" + id, "test"),
                span,
                new Place("lab", null, null, "lab", node),
                new Owner(null, null, pod, null, null, null, null, null, null, null),
                resource,
                null,
                CapacityType.OWNED,
                MODEL,
                device,
                sharing,
                Share.of(share),
                profile,
                new BigDecimal(quantity),
                utilization == null ? null : Share.of(utilization),
                null,
                Map.of());
    }

    private static Price price(String amount, String from) {
        return new Price(
                Origin.of("price/" + from, "test"),
                Instant.parse(from),
                "lab",
                MODEL,
                null,
                null,
                CapacityType.OWNED,
                UnitPrice.of("USD", amount, PricingUnit.GPU_HOUR),
                "negotiated",
                "lab");
    }
}
