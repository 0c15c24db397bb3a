package dev.outlay.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {

    private final Catalog catalog = Catalog.builtin();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A100 | A100-PCIe-40GB, A100-PCIe-80GB, A100-SXM4-40GB, A100-SXM4-80GB",
                "a100-80gb | A100-PCIe-80GB, A100-SXM4-80GB",
                "A100 80 GB | A100-PCIe-80GB, A100-SXM4-80GB",
                "NVIDIA-A100-SXM4-80GB | A100-SXM4-80GB",
                "NVIDIA-A100-SXM4-40GB-MIG-1g.5gb | A100-SXM4-40GB",
                "H100 | H100-NVL-94GB, H100-PCIe-80GB, H100-SXM5-80GB",
                "NVIDIA-H100-80GB-HBM3 | H100-SXM5-80GB",
                "h100sxm | H100-SXM5-80GB",
                "V100 | V100-PCIe-16GB, V100-PCIe-32GB, V100-SXM2-16GB, V100-SXM2-32GB",
                "Tesla-V100-SXM2-16GB | V100-SXM2-16GB",
                "nvidia-tesla-t4 | T4",
                "A10 | A10",
                "L40 | L40",
                "rtx4090 | RTX 4090",
                "NVIDIA-RTX-PRO-6000-Blackwell-Server-Edition | RTX PRO 6000 Blackwell SE",
                "mi300 | MI300A, MI300X",
                "v5e | TPU v5e",
            })
    void aPersonOrADriverNamesAGpuInManyWays(String written, String models) {
        assertThat(catalog.gpusCalled(written).stream().map(Gpu::model).collect(Collectors.joining(", ")))
                .isEqualTo(models);
    }

    @Test
    void aFamilyIsTheNameWithoutFormAndMemory() {
        assertThat(catalog.gpu("A100-SXM4-80GB").orElseThrow().family()).isEqualTo("A100");
        assertThat(catalog.gpu("rtx 4060 ti 16gb").orElseThrow().family()).isEqualTo("RTX 4060 Ti");
        assertThat(catalog.gpusCalled("nothing")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "us, aws, us-east-1, true",
        "us, azure, eastus, true",
        "us, azure, australiaeast, false",
        "europe, azure, uksouth, true",
        "eu, aws, eu-north-1, true",
        "asia, gcp, me-west1, false",
        "emea, gcp, me-west1, true",
        "south america, gcp, southamerica-east1, true",
        "south america, gcp, us-south1, false",
        "us west, gcp, us-west1, true",
        "us west, gcp, us-east1, false",
        "Frankfurt, aws, eu-central-1, true",
        "germany, azure, germanywestcentral, true",
        "DEU, gcp, europe-west3, true",
        "sao paulo, gcp, southamerica-east1, true",
        "'', gcp, us-west1, false"
    })
    void wordsMeanAPlace(String words, String provider, String id, boolean like) {
        assertThat(catalog.region(provider, id).orElseThrow().isLike(words)).isEqualTo(like);
    }

    @Test
    void countsSlipsOfTheHand() {
        assertThat(NearNames.slips("p32xlrge", "p32xlarge")).isEqualTo(1);
        assertThat(NearNames.slips("ab", "ba")).isEqualTo(1);
        assertThat(NearNames.slips("", "abc")).isEqualTo(3);
        assertThat(NearNames.nearest("t4", Set.of("T4", "T4G", "L4"))).containsExactly("T4", "T4G", "L4");
        assertThat(NearNames.nearest("...", Set.of("T4"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "published, PUBLISHED",
        "published 2024 (the-full-stack/website), PUBLISHED",
        "published estimate, ESTIMATE",
        "'observed: lowest zone, 2026 snapshot', OBSERVED",
        "sum of parts, CALCULATED",
        "per-GPU price times count, CALCULATED",
        "computed from totals, CALCULATED",
        "derived, DERIVED",
        "same-grid-proxy:gcp/europe-west3, DERIVED",
        "estimate, ESTIMATE",
        "country-average, ESTIMATE",
        "'recalled, not verified here', UNVERIFIED",
        "unverified, UNVERIFIED"
    })
    void theWordsOfASourceHaveAConfidence(String words, Confidence confidence) {
        assertThat(Confidence.of(words)).isEqualTo(confidence);
        assertThat(Basis.of(words, null, "a source").kind()).isEqualTo(words);
    }

    @Test
    void doesNotGuessWhatNewWordsMean() {
        assertThatThrownBy(() -> Confidence.of("somebody said"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no confidence is set for the words of a source: somebody said");
    }

    @Test
    void aShortDateIsKeptShort() {
        PriceDate year = new PriceDate("2026");

        assertThat(year).hasToString("2026");
        assertThat(year.earliest()).isEqualTo("2026-01-01");
        assertThat(year.latest()).isEqualTo("2026-12-31");
        assertThat(new PriceDate("2024-02").latest()).isEqualTo("2024-02-29");
        assertThat(new PriceDate("2022-05-22")).isLessThan(year);
        for (String wrong : new String[] {"", "26", "2026-13", "2026-02-30", "2026/02/01", "2026-2", "abcd"}) {
            assertThatThrownBy(() -> new PriceDate(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
