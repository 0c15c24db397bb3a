package dev.outlay.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outlay.units.Money;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogFindTest {

    private final Catalog catalog = Catalog.builtin();

    @ParameterizedTest
    @CsvSource({
        "AWS, P3.2xlarge, US-East-1, p3.2xlarge",
        "amazon, p3.2xlarge, us-east-1, p3.2xlarge",
        "microsoft, NC6s_v3, eastus, Standard_NC6s_v3",
        "Google Cloud, A2-highgpu-1g, us-central1, a2-highgpu-1g"
    })
    void takesNamesAsPeopleWriteThem(String provider, String type, String region, String found) {
        assertThat(catalog.find(provider, type, region))
                .extracting(Offer::instanceType)
                .containsExactly(found);
    }

    @Test
    void answersWithNothingWhereNothingIsSold() {
        assertThat(catalog.find("aws", "p3.2xlrge", "us-east-1")).isEmpty();
        assertThat(catalog.find("aws", "p3.2xlarge", "us-west-9")).isEmpty();
        assertThat(catalog.find("awz", "p3.2xlarge")).isEmpty();
    }

    @Test
    void anOfferThatHoldsInEveryPlaceHoldsInTheAskedOne() {
        List<Offer> found = catalog.find("oci", "BM.GPU.H100.8", "us-ashburn-1");

        assertThat(found).hasSize(2).allMatch(Offer::isAnywhere);
    }

    @Test
    void putsAGoogleMachineAndItsGpusTogetherFromTheirParts() {
        Offer offer = catalog.find("gcp", "n1-standard-16-t4", "us-central1").getFirst();
        Quote quote = offer.quote(Capacity.ON_DEMAND).orElseThrow();

        // n1-standard-16 with 2 T4 is listed at 1.459996; less one T4 at 0.35
        assertThat(quote.price().price()).isEqualTo(Money.of("USD", "1.109996"));
        assertThat(quote.basis().confidence()).isEqualTo(Confidence.DERIVED);
        assertThat(quote.basis().kind())
                .startsWith("sum of parts: n1-standard-16 with 1 T4 attached; machine part derived");
        assertThat(offer.notes()).isEqualTo("not a machine type of its own: n1-standard-16 with 1 T4 attached");
        assertThat(offer.machine().gpuMemoryGibEach()).isEqualByComparingTo("16");
        assertThat(offer.machine().memoryGib()).isEqualByComparingTo("60");
    }

    @ParameterizedTest
    @CsvSource({"n1-standard-8-t4, 8", "n1-standard-8-v100, 8", "n1-standard-32-p100-x4, 32", "n1-standard-16-p4-x4, 16"
    })
    void theListedSumsAreTheSumsOfTheirParts(String type, int vcpus) {
        List<Offer> byParts = new AttachedGpus(catalog.prices(), catalog.gpus()).find(type);

        assertThat(byParts).isNotEmpty().allSatisfy(offer -> {
            Offer listed = catalog.find("gcp", type, offer.region()).getFirst();
            assertThat(offer.machine()).isEqualTo(listed.machine());
            assertThat(offer.machine().vcpus()).isEqualByComparingTo(Integer.toString(vcpus));
            assertThat(offer.quote(Capacity.ON_DEMAND).orElseThrow().price())
                    .isEqualTo(listed.quote(Capacity.ON_DEMAND).orElseThrow().price());
            assertThat(offer.quote(Capacity.SPOT).orElseThrow().price())
                    .isEqualTo(listed.quote(Capacity.SPOT).orElseThrow().price());
        });
    }

    @ParameterizedTest
    @CsvSource({"n1-standard-16-v100", "n1-standard-8-t4-x3", "n1-highmem-8-t4", "n1-standard-8-h100", "n1-standard-8"})
    void makesNoOfferOfPartsThatDoNotGoTogetherOrHaveNoPrice(String type) {
        assertThat(catalog.find("gcp", type)).isEmpty();
    }

    @Test
    void namesWhatAPersonMayHaveMeant() {
        assertThat(catalog.nearestInstanceTypes("aws", "p3.2xlrge").getFirst()).isEqualTo("p3.2xlarge");
        assertThat(catalog.nearestInstanceTypes("azure", "Standard_NC6_v3")).contains("Standard_NC6s_v3");
        assertThat(catalog.nearestProviders("awz")).containsExactly("aws");
        assertThat(catalog.nearestProviders("gogle")).containsExactly("gcp");
        assertThat(catalog.nearestRegions("aws", "eu-wst-1").getFirst()).isEqualTo("eu-west-1");
        assertThat(catalog.nearestRegions("aws", "frankfurt")).containsExactly("eu-central-1");
        assertThat(catalog.nearestGpus("H10")).contains("H100");
        assertThat(catalog.nearestInstanceTypes("aws", "zzzzzzzzzz")).isEmpty();
    }

    @Test
    void aQueryOfAnUnknownNameSaysTheNearOnes() {
        assertThatThrownBy(() -> catalog.query(OfferQuery.all().gpu("A1000")))
                .isInstanceOf(UnknownNameException.class)
                .hasMessageStartingWith("no GPU is called 'A1000' in the catalog; nearest: A100");
        assertThatThrownBy(() -> catalog.query(OfferQuery.all().region("us-est-1")))
                .hasMessageContaining("nearest: us-east-1");
        assertThatThrownBy(() -> catalog.query(OfferQuery.all().providers(Set.of("awz"))))
                .hasMessage("no provider is called 'awz' in the catalog; nearest: aws");
        assertThatThrownBy(() -> catalog.query(OfferQuery.all().region("zzzzzzzzzz")))
                .hasMessageEndingWith("nor anything like it: outlay prices list shows what is there");
    }
}
