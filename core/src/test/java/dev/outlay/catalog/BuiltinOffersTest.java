package dev.outlay.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outlay.units.Money;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuiltinOffersTest {

    private final Catalog catalog = Catalog.builtin();

    @Test
    void holdsThousandsOfOffersOfDozensOfProviders() {
        assertThat(catalog.offers()).hasSize(3591);
        assertThat(catalog.providers())
                .hasSize(37)
                .allSatisfy(provider -> assertThat(provider.name()).isNotBlank());
    }

    @ParameterizedTest
    @CsvSource({
        "aws, p3.2xlarge, us-east-1, V100-SXM2-16GB, 1, 3.06, 0.612, 2026-07-20, PUBLISHED",
        "aws, p3.8xlarge, us-east-1, V100-SXM2-16GB, 4, 12.24, 1.7136, 2026-07-20, PUBLISHED",
        "aws, p4d.24xlarge, us-east-1, A100-SXM4-40GB, 8, 21.957642, 2.4655, 2026-07-20, PUBLISHED",
        "aws, g4dn.xlarge, us-east-1, T4, 1, 0.526, 0.18936, 2026-07-20, PUBLISHED",
        "aws, g5.xlarge, us-east-1, A10G, 1, 1.006, 0.41246, 2026-07-20, PUBLISHED",
        "gcp, n1-standard-8-v100, us-central1, V100-SXM2-16GB, 1, 2.859998, 1.22252, 2026-08-03, CALCULATED",
        "gcp, n1-standard-32-v100-x4, us-central1, V100-SXM2-16GB, 4, 11.439992, 4.89008, 2026-08-03, CALCULATED",
        "gcp, a2-highgpu-1g, us-central1, A100-SXM4-40GB, 1, 3.673385, 1.92802, 2026-08-03, PUBLISHED",
        "gcp, a2-highgpu-8g, us-central1, A100-SXM4-40GB, 8, 29.38708, 15.42416, 2026-08-03, PUBLISHED",
        "gcp, n1-standard-4-t4, us-central1, T4, 1, 0.539999, 0.24201, 2026-08-03, CALCULATED",
        "azure, Standard_NC6s_v3, eastus, V100-PCIe-16GB, 1, 3.06, 1.35, 2026-06-18, PUBLISHED",
        "azure, Standard_NC24s_v3, eastus, V100-PCIe-16GB, 4, 12.24, 5.4, 2026-06-18, PUBLISHED",
        "azure, Standard_ND96asr_v4, eastus, A100-SXM4-40GB, 8, 27.197, , 2026-06-18, PUBLISHED",
        "azure, Standard_NC4as_T4_v3, eastus, T4, 1, 0.526, 0.21, 2026-06-18, PUBLISHED"
    })
    void knowsTheListPriceOfTheCommonTrainingMachines(
            String provider,
            String type,
            String region,
            String gpu,
            BigDecimal count,
            String onDemand,
            String spot,
            String date,
            Confidence confidence) {
        List<Offer> found = catalog.find(provider, type, region);

        assertThat(found).hasSize(1);
        Offer offer = found.getFirst();
        assertThat(offer.machine().gpuModel()).isEqualTo(gpu);
        assertThat(offer.machine().gpuCount()).isEqualByComparingTo(count);
        Quote quote = offer.quote(Capacity.ON_DEMAND).orElseThrow();
        assertThat(quote.price().price()).isEqualTo(Money.of("USD", onDemand));
        assertThat(quote.basis().date()).isEqualTo(new PriceDate(date));
        assertThat(quote.basis().confidence()).isEqualTo(confidence);
        assertThat(offer.quote(Capacity.SPOT).map(price -> price.price().price()))
                .isEqualTo(Optional.ofNullable(spot).map(amount -> Money.of("USD", amount)));
    }

    @Test
    void givesASpotPriceTheDateAndSourceOfItsOwn() {
        Quote radar = spot("azure", "Standard_NC24ads_A100_v4", "westeurope");
        Quote estimated = spot("aws", "p3.2xlarge", "us-east-1");
        Quote observed = spot("aws", "p4d.24xlarge", "us-east-1");

        assertThat(radar.basis().date()).hasToString("2026-08-20");
        assertThat(radar.basis().source()).isEqualTo("azure-pricing-radar");
        assertThat(estimated.basis().confidence()).isEqualTo(Confidence.ESTIMATE);
        assertThat(estimated.basis().date()).hasToString("2025-06-28");
        assertThat(observed.basis().confidence()).isEqualTo(Confidence.OBSERVED);
        assertThat(observed.basis().kind()).isEqualTo("observed: lowest zone, 2026 snapshot");
    }

    @Test
    void attachesCommitmentsZonesAndInterruptionsToTheOffer() {
        Offer offer = catalog.find("aws", "p4d.24xlarge", "us-east-1").getFirst();

        assertThat(offer.spotZones()).isNotEmpty();
        assertThat(offer.quote(Capacity.SPOT).orElseThrow().price())
                .isEqualTo(offer.spotZones().stream()
                        .map(zone -> zone.spot().price())
                        .min(Comparator.comparing(price -> price.price()))
                        .orElseThrow());
        Offer small = catalog.find("aws", "p3.2xlarge", "us-east-1").getFirst();
        assertThat(small.quote(Capacity.RESERVED).orElseThrow().price().price()).isEqualTo(Money.of("USD", "1.05"));
        assertThat(Objects.requireNonNull(small.interruption()).savingPercent()).isEqualTo(80);
    }

    @Test
    void everyOfferSaysItsSourceAndEveryPriceItsBasis() {
        assertThat(catalog.offers()).allSatisfy(offer -> {
            assertThat(offer.source()).isNotBlank();
            for (Capacity capacity : Capacity.values()) {
                offer.quote(capacity).ifPresent(quote -> {
                    assertThat(quote.basis().kind()).isNotBlank();
                    assertThat(quote.basis().source()).isNotBlank();
                    assertThat(quote.basis().date()).isNotNull();
                    assertThat(quote.price().price().isZero()).isFalse();
                });
            }
        });
    }

    @Test
    void everyGpuOfAnOfferIsDescribedAndEveryPlaceHasAnIntensity() {
        Set<String> described = catalog.gpus().stream().map(Gpu::model).collect(Collectors.toSet());
        Set<String> offered = new HashSet<>();
        catalog.offers().forEach(offer -> {
            if (offer.machine().gpuModel() != null) {
                offered.add(offer.machine().gpuModel());
            }
        });

        assertThat(described).containsAll(offered);
        assertThat(catalog.offers())
                .allSatisfy(offer -> assertThat(
                                catalog.region(offer.provider(), offer.region()).flatMap(Region::intensity))
                        .as("%s %s", offer.provider(), offer.region())
                        .isPresent());
    }

    @Test
    void keepsOffersWithoutAPriceAndSaysSo() {
        List<Offer> unpriced = catalog.offers().stream()
                .filter(offer -> offer.onDemand() == null && offer.spot() == null)
                .toList();

        assertThat(unpriced).hasSize(10);
        assertThat(catalog.find("gcp", "a4-highgpu-8g", "us-central1")
                        .getFirst()
                        .notes())
                .isEqualTo("no public price found");
    }

    @Test
    void findsOneMachineAloneAsItFindsItAmongAll() {
        assertThat(catalog.offers().stream()
                        .map(offer -> offer.provider() + "\t" + offer.instanceType())
                        .distinct())
                .hasSizeGreaterThan(700)
                .allSatisfy(type -> {
                    String[] name = type.split("\t", -1);
                    assertThat(OfferFile.readOne(name[0], name[1])).isEqualTo(catalog.find(name[0], name[1]));
                });
    }

    private Quote spot(String provider, String type, String region) {
        return catalog.find(provider, type, region)
                .getFirst()
                .quote(Capacity.SPOT)
                .orElseThrow();
    }
}
