package dev.outlay.connect.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outlay.catalog.Catalog;
import dev.outlay.catalog.Gpu;
import dev.outlay.catalog.Machine;
import dev.outlay.catalog.Offer;
import dev.outlay.ledger.CapacityType;
import dev.outlay.ledger.Sharing;
import dev.outlay.pricing.PriceBook;
import dev.outlay.pricing.Wanted;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The machines of the sample company are those of the catalog.
class HardwareTest {
    private static final Catalog CATALOG = Catalog.builtin();

    static List<Pool> pools() {
        return Hardware.POOLS;
    }

    @ParameterizedTest
    @MethodSource("pools")
    void itsMachineIsInTheCatalogWithItsGpus(Pool pool) {
        Cluster cluster = pool.cluster();
        List<Offer> offers = CATALOG.find(cluster.provider(), pool.instanceType(), cluster.region());
        assertThat(offers).isNotEmpty().allSatisfy(offer -> {
            Machine machine = offer.machine();
            assertThat(machine.gpuModel()).isEqualTo(pool.gpuModel());
            assertThat(machine.gpuCount())
                    .isEqualByComparingTo(BigDecimal.valueOf(pool.devices().size()));
        });
    }

    @ParameterizedTest
    @MethodSource("pools")
    void itHasAPriceAsItWasBought(Pool pool) {
        // the price of the reserved machines is the company's own
        CapacityType bought = pool.capacity() == CapacityType.RESERVED ? CapacityType.ON_DEMAND : pool.capacity();
        assertThat(new PriceBook(CATALOG, List.of())
                        .at(
                                Instant.parse("2026-11-01T00:00:00Z"),
                                new Wanted(
                                        pool.cluster().provider(),
                                        pool.instanceType(),
                                        pool.cluster().region(),
                                        null,
                                        bought)))
                .isPresent();
    }

    @ParameterizedTest
    @MethodSource("pools")
    void itsGpusHaveTheirRatedPowerAndTheSlicesTheyCanHave(Pool pool) {
        Gpu gpu = CATALOG.gpu(pool.gpuModel()).orElseThrow();
        assertThat(gpu.thermalDesignWatts()).isEqualByComparingTo(BigDecimal.valueOf(pool.ratedWatts()));
        assertThat(pool.devices().stream().flatMap(List::stream))
                .filteredOn(slice -> slice.sharing() == Sharing.MIG)
                .allSatisfy(slice -> assertThat(slice.share())
                        .isLessThanOrEqualTo(gpu.migProfile(slice.name())
                                .orElseThrow()
                                .computeShare()
                                .value())
                        .isGreaterThan(new BigDecimal("0.14")));
    }

    @ParameterizedTest
    @MethodSource("pools")
    void everySliceOfADeviceTogetherIsAtMostTheDevice(Pool pool) {
        assertThat(pool.devices())
                .allSatisfy(
                        slices -> assertThat(slices.stream().map(Slice::share).reduce(BigDecimal.ZERO, BigDecimal::add))
                                .isLessThanOrEqualTo(BigDecimal.ONE));
    }
}
