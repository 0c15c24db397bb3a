package dev.outlay.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outlay.units.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BuiltinTablesTest {

    private final Catalog catalog = Catalog.builtin();

    @Test
    void everyTableIsReadWhole() {
        PriceTables prices = catalog.prices();
        EnergyTables energy = catalog.energy();

        assertThat(prices.commitments()).hasSize(1013);
        assertThat(prices.storage()).hasSize(814);
        assertThat(prices.egress()).hasSize(220);
        assertThat(prices.egress().stream()
                        .mapToInt(price -> price.steps().size())
                        .sum())
                .isEqualTo(573);
        assertThat(prices.accelerators()).hasSize(45);
        assertThat(prices.discountLevels()).hasSize(16);
        assertThat(catalog.gpus()).hasSize(95);
        assertThat(catalog.gpus().stream()
                        .mapToInt(gpu -> gpu.migProfiles().size())
                        .sum())
                .isEqualTo(117);
        assertThat(catalog.regions()).hasSize(163);
        assertThat(catalog.regions().stream()
                        .mapToInt(region -> region.intensities().size())
                        .sum())
                .isEqualTo(311);
        assertThat(energy.countries()).hasSize(213);
        assertThat(energy.subregions()).hasSize(75);
        assertThat(energy.energySources()).hasSize(10);
        assertThat(energy.cpuPower()).hasSize(27);
        assertThat(energy.constants()).hasSize(8);
        assertThat(energy.embodied()).hasSize(79);
        assertThat(energy.equivalences()).hasSize(15);
    }

    @Test
    void everyRowSaysItsSourceAndItsKind() {
        List<Basis> bases = new ArrayList<>();
        PriceTables prices = catalog.prices();
        EnergyTables energy = catalog.energy();
        prices.commitments().forEach(row -> bases.add(row.quote().basis()));
        prices.storage().forEach(row -> bases.add(row.basis()));
        prices.egress().forEach(row -> row.steps().forEach(step -> bases.add(step.basis())));
        prices.discountLevels().forEach(row -> bases.add(row.basis()));
        catalog.gpus().forEach(row -> bases.add(row.basis()));
        catalog.gpus().forEach(gpu -> gpu.migProfiles().forEach(row -> bases.add(row.basis())));
        catalog.regions().forEach(region -> region.intensities().forEach(row -> bases.add(row.basis())));
        energy.countries().forEach(row -> bases.add(row.basis()));
        energy.embodied().forEach(row -> bases.add(row.basis()));
        energy.constants().forEach(row -> bases.add(row.basis()));

        assertThat(bases).hasSizeGreaterThan(3000).allSatisfy(basis -> {
            assertThat(basis.kind()).isNotBlank();
            assertThat(basis.source()).isNotBlank();
            assertThat(basis.confidence()).isNotNull();
        });
        assertThat(energy.constants()).allMatch(row -> row.basis().confidence() == Confidence.UNVERIFIED);
    }

    @Test
    void migProfilesFitTheirGpu() {
        assertThat(catalog.gpus())
                .allSatisfy(gpu -> assertThat(gpu.migProfiles()).allSatisfy(profile -> {
                    assertThat(profile.memoryGib()).isLessThanOrEqualTo(gpu.memoryGib());
                    assertThat(profile.computeSlicesTotal())
                            .isEqualTo(gpu.migProfiles().getFirst().computeSlicesTotal());
                    // NVIDIA names a profile by its memory rounded to whole GiB, so each can be up to half a GiB
                    // smaller
                    BigDecimal least = profile.memoryGib().subtract(new BigDecimal("0.5"));
                    assertThat(least.multiply(BigDecimal.valueOf(profile.maxInstances())))
                            .isLessThanOrEqualTo(gpu.memoryGib());
                }));
        MigProfile profile = catalog.gpu("A100-SXM4-40GB")
                .orElseThrow()
                .migProfile("3g.20gb")
                .orElseThrow();
        assertThat(profile.computeShare().value()).isEqualByComparingTo("0.428571428571428571");
        assertThat(profile.maxInstances()).isEqualTo(2);
        assertThat(catalog.gpu("T4").orElseThrow().migProfiles()).isEmpty();
    }

    @Test
    void aGpuHasItsDatasheetFigures() {
        Gpu h100 = catalog.gpu("H100-SXM5-80GB").orElseThrow();

        assertThat(h100.thermalDesignWatts()).isEqualByComparingTo("700");
        assertThat(h100.peak(Precision.BF16)).hasValue(new BigDecimal("989.4"));
        assertThat(h100.basis().source()).contains("NVIDIA");
        assertThat(catalog.gpu("Trainium2").orElseThrow().thermalDesignWatts()).isNull();
    }

    @Test
    void aRegionPrefersOneIntensityAndKeepsTheOthers() {
        Region capeTown = catalog.region("aws", "af-south-1").orElseThrow();

        assertThat(capeTown.place()).isEqualTo("Cape Town");
        assertThat(capeTown.area()).isEqualTo(Area.AFRICA);
        assertThat(capeTown.intensities()).hasSize(3);
        GridIntensity preferred = capeTown.intensity().orElseThrow();
        assertThat(preferred.gramsCo2ePerKilowattHour()).isEqualByComparingTo("656.85");
        assertThat(preferred.basis().kind()).isEqualTo("same-grid-proxy:gcp/africa-south1");
        assertThat(preferred.basis().confidence()).isEqualTo(Confidence.DERIVED);
        assertThat(capeTown.pue()).isEqualByComparingTo("1.15");
        assertThat(catalog.region("runpod", "any")
                        .orElseThrow()
                        .intensity()
                        .orElseThrow()
                        .basis()
                        .kind())
                .isEqualTo("world-average");
        assertThat(catalog.region("gcp", "europe-west6").orElseThrow().place()).isEqualTo("Zürich");
    }

    @Test
    void aSlicedTrafficPriceCountsEachStepOnItsOwn() {
        EgressPrice internet = catalog.prices().egress("aws", "af-south-1").stream()
                .filter(price -> price.destination().equals("internet"))
                .findFirst()
                .orElseThrow();

        // 10,240 GiB at 0.154 and 1,000 at 0.147
        assertThat(internet.monthly(new BigDecimal("11240"))).hasValue(Money.of("USD", "1723.96"));
        assertThat(internet.monthly(BigDecimal.ZERO)).hasValue(Money.zero("USD"));
        assertThatThrownBy(() -> internet.monthly(new BigDecimal("-1"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void saysNothingAboveTheLastStepOfAProvider() {
        EgressPrice azure = catalog.prices().egress("azure", "zone: south america").stream()
                .filter(price -> price.destination().equals("internet"))
                .findFirst()
                .orElseThrow();

        assertThat(azure.monthly(new BigDecimal("100"))).hasValue(Money.zero("USD"));
        assertThat(azure.monthly(new BigDecimal("512001"))).isEmpty();
    }

    @Test
    void aDiskOfFixedSizeIsBoughtWhole() {
        StoragePrice disk = catalog.prices().storage().stream()
                .filter(price -> price.unit().equals("disk-month (128 GiB)"))
                .findFirst()
                .orElseThrow();

        assertThat(disk.monthly(new BigDecimal("129"))).isEqualTo(disk.price().times(new BigDecimal("2")));
        assertThat(disk.monthly(BigDecimal.ONE)).isEqualTo(disk.price());
    }
}
