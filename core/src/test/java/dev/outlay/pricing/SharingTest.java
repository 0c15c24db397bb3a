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
import dev.outlay.ledger.Refusal;
import dev.outlay.ledger.Resource;
import dev.outlay.ledger.Sharing;
import dev.outlay.ledger.Usage;
import dev.outlay.units.Money;
import dev.outlay.units.PricingUnit;
import dev.outlay.units.Share;
import dev.outlay.units.Span;
import dev.outlay.units.UnitPrice;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SharingTest {

    private static final Span DAY = Uses.span("2026-10-05T00:00:00Z", "2026-10-06T00:00:00Z");
    private static final Span TEN_HOURS = Uses.span("2026-10-05T00:00:00Z", "2026-10-05T10:00:00Z");
    private static final Price H100 = price("H100-SXM5-80GB", "7");
    private static final Price T4 = price("T4", "0.30");

    @Test
    void migSlicesPayByComputeSlicesAndTheUnusedSliceIsIdle() {
        Map<String, BigDecimal> paid = paid(
                List.of(H100),
                node("H100-SXM5-80GB", "1", TEN_HOURS),
                mig("big", "3g.40gb", TEN_HOURS),
                mig("middle", "2g.20gb", TEN_HOURS),
                mig("small", "1g.10gb", TEN_HOURS));
        assertThat(paid)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "big", new BigDecimal("30"),
                        "middle", new BigDecimal("20"),
                        "small", new BigDecimal("10"),
                        "idle", new BigDecimal("10")));
    }

    @Test
    void migSlicesPayByMemoryWhereThatIsTheBasis() {
        Rated rated = new Rating(Catalog.builtin(), new PriceBook(Catalog.builtin(), List.of(H100)), MigBasis.MEMORY)
                .rate(List.of(node("H100-SXM5-80GB", "1", TEN_HOURS), mig("big", "3g.40gb", TEN_HOURS)), DAY);
        assertThat(paid(rated))
                .containsExactlyInAnyOrderEntriesOf(Map.of("big", new BigDecimal("35"), "idle", new BigDecimal("35")));
    }

    @Test
    void aRateCardMaySayThatMigSlicesPayByMemory() {
        var card = new RateCard(
                "by memory",
                Instant.EPOCH,
                "agreed",
                List.of(),
                PriceWindows.NONE,
                RateCard.Priorities.NONE,
                null,
                List.of(),
                List.of(),
                List.of(),
                MigBasis.MEMORY);
        Rated rated = new CardRating(
                        Catalog.builtin(),
                        new PriceBook(Catalog.builtin(), List.of(H100)),
                        new RateCards(List.of(card)))
                .rate(List.of(node("H100-SXM5-80GB", "1", TEN_HOURS), mig("big", "3g.40gb", TEN_HOURS)), DAY);
        assertThat(paid(rated))
                .containsExactlyInAnyOrderEntriesOf(Map.of("big", new BigDecimal("35"), "idle", new BigDecimal("35")));
    }

    @Test
    void thoseWhoTimeSliceADevicePayByMeasuredUseWhereAllWereMeasured() {
        List<Charge> charges = rate(
                        List.of(T4),
                        sliced("a", TEN_HOURS, "1", "0.6"),
                        sliced("b", TEN_HOURS, "1", "0.2"),
                        node("T4", "1", TEN_HOURS))
                .charges();
        assertThat(paid(new Rated(charges, List.of())))
                .containsExactlyInAnyOrderEntriesOf(Map.of("a", new BigDecimal("2.25"), "b", new BigDecimal("0.75")));
        assertThat(methods(charges)).containsOnly("measured-use");
    }

    @Test
    void withoutMeasurementDeclaredSharesDivideTheDeviceAndTheRestIsIdle() {
        Rated rated = rate(
                List.of(T4),
                sliced("a", TEN_HOURS, "0.5", null),
                sliced("b", TEN_HOURS, "0.25", "0.9"),
                node("T4", "1", TEN_HOURS));
        assertThat(paid(rated))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "a", new BigDecimal("1.5"), "b", new BigDecimal("0.75"), "idle", new BigDecimal("0.75")));
        assertThat(methods(rated.charges())).containsOnly("declared-share");
    }

    @Test
    void withNothingMeasuredOrDeclaredAllPayTheSameToTheLastDigit() {
        Rated rated = rate(
                List.of(T4),
                sliced("a", TEN_HOURS, "1", null),
                sliced("b", TEN_HOURS, "1", null),
                sliced("c", TEN_HOURS, "1", null),
                node("T4", "1", TEN_HOURS));
        assertThat(paid(rated)).doesNotContainKey("idle");
        assertThat(sum(rated.charges())).isEqualTo(Money.of("USD", "3"));
        assertThat(paid(rated).get("a")).isEqualByComparingTo("1");
        assertThat(methods(rated.charges())).containsOnly("equal-share");
    }

    @Test
    void whoComesLaterSharesFromThenOn() {
        Span later = Uses.span("2026-10-05T05:00:00Z", "2026-10-05T10:00:00Z");
        Rated rated = rate(
                List.of(T4),
                sliced("a", TEN_HOURS, "1", null),
                sliced("b", later, "1", null),
                node("T4", "1", TEN_HOURS));
        assertThat(paid(rated))
                .containsExactlyInAnyOrderEntriesOf(Map.of("a", new BigDecimal("2.25"), "b", new BigDecimal("0.75")));
    }

    @Test
    void aDeviceMayMoveFromOneModeToAnother() {
        Span noon = Uses.span("2026-10-05T10:00:00Z", "2026-10-05T12:00:00Z");
        Span both = Uses.span("2026-10-05T00:00:00Z", "2026-10-05T12:00:00Z");
        Rated rated = rate(
                List.of(H100),
                node("H100-SXM5-80GB", "1", both),
                mig("slice", "4g.40gb", TEN_HOURS),
                use("whole", Sharing.EXCLUSIVE, "1", null, null, noon));
        assertThat(rated.refusals()).isEmpty();
        assertThat(paid(rated))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "slice", new BigDecimal("40"), "whole", new BigDecimal("14"), "idle", new BigDecimal("30")));
    }

    @Test
    void vcpusMemoryAndGpusScaleSoThatTheySumToTheNode() {
        Price machine = Uses.price(Uses.MACHINE, "32", PricingUnit.HOUR, "2026-01-01T00:00:00Z");
        Price vcpu = Uses.price("cpu", "0.02", PricingUnit.VCPU_HOUR, "2026-01-01T00:00:00Z");
        Price gib = Uses.price("memory", "0.001", PricingUnit.GIB_HOUR, "2026-01-01T00:00:00Z");
        Price gpu = Uses.price(Uses.MODEL, "2", PricingUnit.GPU_HOUR, "2025-01-01T00:00:00Z");
        // 96 vCPUs, 1,152 GiB and 8 GPUs weigh 1.92, 1.152 and 16: 19.072 in all
        Usage cpu =
                Uses.usage("cpu", "n1", TEN_HOURS, Resource.CPU, new BigDecimal("96"), Share.WHOLE, Uses.MACHINE, null);
        List<Charge> charges = rate(
                        List.of(machine, vcpu, gib, gpu),
                        Uses.node("n", "n1", TEN_HOURS),
                        cpu,
                        Uses.gpus("gpu", "n1", TEN_HOURS, "8", "1"))
                .charges();
        assertThat(sum(charges)).isEqualTo(Money.of("USD", "320"));
        Map<String, BigDecimal> paid = paid(new Rated(charges, List.of()));
        assertThat(paid.get("cpu")).isCloseTo(new BigDecimal("32.2147651"), byAMillionth());
        assertThat(paid.get("gpu")).isCloseTo(new BigDecimal("268.4563758"), byAMillionth());
        assertThat(paid.get("idle")).isCloseTo(new BigDecimal("19.3288590"), byAMillionth());
    }

    @Test
    void ratiosOfOneWholeSumToOne() {
        List<Charge> charges = rate(
                        List.of(H100),
                        node("H100-SXM5-80GB", "1", TEN_HOURS),
                        mig("a", "3g.40gb", TEN_HOURS),
                        mig("b", "1g.10gb", Uses.span("2026-10-05T03:00:00Z", "2026-10-05T04:00:07Z")))
                .charges();
        Map<String, BigDecimal> ratios = new TreeMap<>();
        for (Charge charge : charges) {
            AllocatedFrom whole = Objects.requireNonNull(charge.allocatedFrom());
            ratios.merge(whole.id(), whole.ratio().value(), BigDecimal::add);
        }
        assertThat(ratios.values())
                .hasSize(1)
                .allSatisfy(ratio -> assertThat(ratio).isEqualByComparingTo("1"));
    }

    @Test
    void overlappingExclusiveUseOfOneDeviceIsRefusedAndTheFirstIsKept() {
        Span later = Uses.span("2026-10-05T05:00:00Z", "2026-10-05T11:00:00Z");
        Rated rated = rate(
                List.of(T4),
                use("second", Sharing.EXCLUSIVE, "1", null, null, later).on(node("T4", "1", TEN_HOURS)),
                use("first", Sharing.EXCLUSIVE, "1", null, null, TEN_HOURS).on(node("T4", "1", TEN_HOURS)));
        assertThat(paid(rated)).containsOnlyKeys("first");
        assertThat(reason(rated)).contains("held exclusive by usage/first").contains("2026-10-05T05:00:00Z");
    }

    @Test
    void sharesAboveTheWholeAreRefused() {
        Rated rated = rate(
                List.of(T4),
                use("a", Sharing.FRACTION, "0.7", null, null, TEN_HOURS).on(node("T4", "1", TEN_HOURS)),
                use("b", Sharing.FRACTION, "0.4", null, null, TEN_HOURS).on(node("T4", "1", TEN_HOURS)));
        assertThat(paid(rated)).containsOnlyKeys("a");
        assertThat(reason(rated)).contains("would sum to 1.1").contains("more than the whole");
    }

    @Test
    void aMigMixThatCannotExistOnTheModelIsRefused() {
        Rated rated = rate(
                List.of(H100),
                node("H100-SXM5-80GB", "1", TEN_HOURS),
                mig("a", "4g.40gb", TEN_HOURS),
                mig("b", "4g.40gb", TEN_HOURS));
        assertThat(paid(rated)).containsOnlyKeys("a", "idle");
        assertThat(reason(rated)).contains("no room for 4g.40gb beside 4g.40gb");
        Rated unknown = rate(List.of(H100), node("H100-SXM5-80GB", "1", TEN_HOURS), mig("a", "9g.99gb", TEN_HOURS));
        assertThat(reason(unknown)).contains("no MIG profile 9g.99gb").contains("3g.40gb");
        Rated uncut = rate(List.of(T4), node("T4", "1", TEN_HOURS), mig("a", "1g.10gb", TEN_HOURS));
        assertThat(reason(uncut)).contains("T4 cannot be cut");
    }

    @Test
    void moreGpusThanTheNodeHasAreRefused() {
        Price machine = Uses.price(Uses.MACHINE, "32", PricingUnit.HOUR, "2026-01-01T00:00:00Z");
        Rated rated = rate(
                List.of(machine),
                Uses.node("n", "n1", TEN_HOURS),
                Uses.gpus("a", "n1", TEN_HOURS, "6", "1"),
                Uses.gpus("b", "n1", TEN_HOURS, "3", "1"));
        assertThat(paid(rated)).containsOnlyKeys("a", "idle");
        assertThat(reason(rated)).contains("9 GPUs of node n1").contains("which has 8");
    }

    @Test
    void aUsePricedInAnotherCurrencyThanItsNodeIsRefusedAndTheRestIsKept() {
        Price machine = Uses.price(Uses.MACHINE, "32", PricingUnit.HOUR, "2026-01-01T00:00:00Z");
        Price vcpu = new Price(
                Origin.of("price/cpu", "test"),
                machine.at(),
                PriceBook.ANY_PROVIDER,
                "cpu",
                null,
                null,
                CapacityType.ON_DEMAND,
                UnitPrice.of("EUR", "0.04", PricingUnit.VCPU_HOUR),
                "negotiated",
                "lab");
        Usage cpu =
                Uses.usage("c", "n1", TEN_HOURS, Resource.CPU, new BigDecimal("8"), Share.WHOLE, Uses.MACHINE, null);
        Rated rated = rate(
                List.of(machine, vcpu),
                Uses.node("n", "n1", TEN_HOURS),
                Uses.gpus("a", "n1", TEN_HOURS, "2", "1"),
                cpu);
        assertThat(sum(rated.charges())).isEqualTo(Money.of("USD", "320"));
        assertThat(paid(rated)).containsOnlyKeys("a", "idle");
        assertThat(reason(rated)).contains("0.04 EUR").contains("no exchange rate");
    }

    @Test
    void aPriceThatChangesItsCurrencyCostsWhatEachPartCostsInItsOwn() {
        Price euros = new Price(
                Origin.of("price/later", "test"),
                Instant.parse("2026-10-05T05:00:00Z"),
                PriceBook.ANY_PROVIDER,
                "T4",
                null,
                null,
                CapacityType.OWNED,
                UnitPrice.of("EUR", "0.25", PricingUnit.GPU_HOUR),
                "negotiated",
                "lab");
        Rated rated =
                rate(List.of(T4, euros), usage("a", TEN_HOURS, Resource.GPU, "T4", null, null, "1", null, "1", null));
        assertThat(rated.charges())
                .extracting(charge -> charge.costs().effective())
                .containsExactly(Money.of("USD", "1.5"), Money.of("EUR", "1.25"));
        assertThat(rated.refusals()).isEmpty();
    }

    @Test
    void twoRowsOfOneNodeAtOneTimeAreRefused() {
        Price machine = Uses.price(Uses.MACHINE, "32", PricingUnit.HOUR, "2026-01-01T00:00:00Z");
        Rated rated = rate(List.of(machine), Uses.node("n", "n1", TEN_HOURS), Uses.node("m", "n1", TEN_HOURS));
        assertThat(sum(rated.charges())).isEqualTo(Money.of("USD", "320"));
        assertThat(reason(rated)).contains("one machine has one row at a time");
    }

    @Test
    void withoutANodesRowOnlyWhatWasHeldIsPaid() {
        Rated rated = rate(
                List.of(T4),
                use("a", Sharing.FRACTION, "0.5", null, null, TEN_HOURS).on(node("T4", "1", TEN_HOURS)));
        assertThat(paid(rated)).containsExactlyEntriesOf(Map.of("a", new BigDecimal("1.5")));
    }

    private static Offset<BigDecimal> byAMillionth() {
        return Offset.offset(new BigDecimal("0.000001"));
    }

    private static Rated rate(List<Price> prices, Usage... usages) {
        return new Rating(Catalog.builtin(), new PriceBook(Catalog.builtin(), prices)).rate(List.of(usages), DAY);
    }

    private static Map<String, BigDecimal> paid(List<Price> prices, Usage... usages) {
        return paid(rate(prices, usages));
    }

    private static Map<String, BigDecimal> paid(Rated rated) {
        Map<String, BigDecimal> paid = new TreeMap<>();
        for (Charge charge : rated.charges()) {
            BigDecimal amount =
                    Objects.requireNonNull(charge.costs().effective()).amount();
            paid.merge(
                    charge.use().idle() ? "idle" : String.valueOf(charge.owner().pod()), amount, BigDecimal::add);
        }
        return paid;
    }

    private static List<@Nullable String> methods(List<Charge> charges) {
        List<@Nullable String> methods = new ArrayList<>();
        charges.stream()
                .filter(Predicate.not(charge -> charge.use().idle()))
                .forEach(charge -> methods.add(
                        Objects.requireNonNull(charge.allocatedFrom()).method()));
        return methods;
    }

    private static String reason(Rated rated) {
        return rated.refusals().stream().map(Refusal::reason).collect(Collectors.joining("; "));
    }

    private static Money sum(List<Charge> charges) {
        return charges.stream()
                .map(charge -> Objects.requireNonNull(charge.costs().effective()))
                .reduce(Money.zero("USD"), Money::plus);
    }

    private static Usage mig(String pod, String profile, Span span) {
        return use(pod, Sharing.MIG, "1", profile, null, span);
    }

    private static Usage sliced(String pod, Span span, String share, @Nullable String utilization) {
        return use(pod, Sharing.TIME_SLICING, share, null, utilization, span);
    }

    private static Usage node(String model, String gpus, Span span) {
        return usage("node", span, Resource.NODE, model, null, null, "1", null, gpus, null);
    }

    private static Usage use(
            String pod,
            Sharing sharing,
            String share,
            @Nullable String profile,
            @Nullable String utilization,
            Span span) {
        return usage(pod, span, Resource.GPU, null, "gpu-0", sharing, share, profile, "1", utilization);
    }

    private static Usage usage(
            String id,
            Span span,
            Resource resource,
            @Nullable String model,
            @Nullable String device,
            @Nullable Sharing sharing,
            String share,
            @Nullable String profile,
            String quantity,
            @Nullable String utilization) {
        return new Usage(
                Origin.of("usage/" + id, "test"),
                span,
                new Place("lab", null, null, "lab", "n1"),
                new Owner("research", null, id, null, null, null, null, null, null, null),
                resource,
                null,
                CapacityType.OWNED,
                model,
                device,
                sharing,
                Share.of(share),
                profile,
                new BigDecimal(quantity),
                utilization == null ? null : Share.of(utilization),
                null,
                Map.of());
    }

    private static Price price(String model, String amount) {
        return new Price(
                Origin.of("price/" + model, "test"),
                DAY.from(),
                PriceBook.ANY_PROVIDER,
                model,
                null,
                null,
                CapacityType.OWNED,
                UnitPrice.of("USD", amount, PricingUnit.GPU_HOUR),
                "negotiated",
                "lab");
    }
}
