package dev.outlay.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outlay.units.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OfferQueryTest {

    private static final List<Capacity> CAPACITIES = List.of(Capacity.values());

    private final Catalog catalog = Catalog.builtin();

    @Test
    void findsSpotA100InEuropeCheapestFirst() {
        List<Offer> found =
                catalog.query(OfferQuery.all().gpu("A100").regionLike("europe").capacity(Capacity.SPOT));

        assertThat(found).isNotEmpty().allSatisfy(offer -> {
            assertThat(offer.machine().gpuModel()).startsWith("A100-");
            assertThat(offer.spot()).isNotNull();
            assertThat(catalog.region(offer.provider(), offer.region())
                            .orElseThrow()
                            .area())
                    .isEqualTo(Area.EUROPE);
        });
        assertThat(found).extracting(Offer::provider).contains("aws", "azure", "gcp");
        assertThat(found)
                .extracting(offer ->
                        offer.quote(Capacity.SPOT).orElseThrow().price().price())
                .isSorted();
    }

    @Test
    void aSingleGpuIsOfferedByManyProviders() {
        List<Offer> found =
                catalog.query(OfferQuery.all().exactGpus(BigDecimal.ONE).capacity(Capacity.ON_DEMAND));

        assertThat(found.stream().map(Offer::provider).distinct().count()).isGreaterThanOrEqualTo(30);
    }

    @Test
    void anUnknownCountOrMemoryNeverMatchesANumber() {
        assertThat(catalog.query(OfferQuery.all().minimumGpus(new BigDecimal("0.0001"))))
                .allMatch(offer -> offer.machine().gpuCount() != null);
        assertThat(catalog.query(OfferQuery.all())).hasSize(catalog.offers().size());
        assertThat(catalog.query(OfferQuery.all().exactGpus(new BigDecimal("0.50"))))
                .hasSize(83);
    }

    @Test
    void aHighestPriceIsIncludedAndPricesWithoutOneAreNot() {
        OfferQuery p3 = OfferQuery.all().gpu("V100").providers(Set.of("aws")).region("us-east-1");

        assertThat(catalog.query(p3.maximumPrice(Money.of("USD", "3.06"))))
                .extracting(Offer::instanceType)
                .containsExactly("p3.2xlarge");
        assertThat(catalog.query(p3.maximumPrice(Money.of("USD", "3.059999")))).isEmpty();
        assertThat(catalog.query(p3.maximumPrice(Money.of("EUR", "100")))).isEmpty();
    }

    @Test
    void reservedOffersHaveACommitment() {
        assertThat(catalog.query(OfferQuery.all().capacity(Capacity.RESERVED).limit(50)))
                .hasSize(50)
                .allMatch(offer -> !offer.commitments().isEmpty());
    }

    @Test
    void refusesQuestionsThatMakeNoSense() {
        assertThatThrownBy(() -> OfferQuery.all().exactGpus(BigDecimal.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the number of GPUs asked for is above zero: 0");
        assertThatThrownBy(() -> OfferQuery.all().limit(0)).isInstanceOf(IllegalArgumentException.class);
    }

    /// The law of the index: it answers as reading every offer would.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void answersAsReadingEveryOfferWould(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 25; i++) {
            OfferQuery query = OfferQuery.all();
            query = random.nextBoolean()
                    ? query.gpu(pick(random, "A100", "T4", "H100", "V100", "L4", "rtx4090"))
                    : query;
            query = random.nextBoolean()
                    ? query.providers(Set.of("aws", pick(random, "gcp", "azure", "salad")))
                    : query;
            query = random.nextBoolean() ? query.regionLike(pick(random, "europe", "us", "asia", "us west")) : query;
            query = random.nextInt(4) == 0 ? query.region(pick(random, "us-east-1", "any", "westeurope")) : query;
            query = random.nextBoolean() ? query.capacity(CAPACITIES.get(random.nextInt(CAPACITIES.size()))) : query;
            query = random.nextBoolean() ? query.minimumGpus(new BigDecimal(1 + random.nextInt(8))) : query;
            query = random.nextBoolean() ? query.minimumGpuMemoryGib(new BigDecimal(40)) : query;
            query = random.nextBoolean()
                    ? query.maximumPrice(Money.of("USD", Integer.toString(random.nextInt(30))))
                    : query;
            assertThat(catalog.query(query))
                    .as("seed %s, %s", seed, query)
                    .containsExactlyInAnyOrderElementsOf(readAll(query));
        }
    }

    private List<Offer> readAll(OfferQuery query) {
        List<Offer> found = new ArrayList<>();
        Set<String> models = query.gpu() == null
                ? Set.of()
                : catalog.gpusCalled(query.gpu()).stream().map(Gpu::model).collect(Collectors.toSet());
        Set<Region> like = query.regionLike() == null
                ? Set.of()
                : catalog.regions().stream()
                        .filter(region -> region.isLike(query.regionLike()))
                        .collect(Collectors.toSet());
        for (Offer offer : catalog.offers()) {
            Machine machine = offer.machine();
            Capacity capacity = query.capacity() == null ? Capacity.ON_DEMAND : query.capacity();
            Money price =
                    offer.quote(capacity).map(quote -> quote.price().price()).orElse(null);
            Money most = query.maximumPrice();
            Region region = catalog.region(offer.provider(), offer.region()).orElseThrow();
            boolean meets = (query.gpu() == null || models.contains(Objects.requireNonNullElse(machine.gpuModel(), "")))
                    && (query.providers().isEmpty() || query.providers().contains(offer.provider()))
                    && (query.region() == null || query.region().equals(offer.region()))
                    && (query.regionLike() == null || (!offer.isAnywhere() && like.contains(region)))
                    && (query.capacity() == null || price != null)
                    && (most == null || (price != null && price.compareTo(most) <= 0))
                    && atLeast(machine.gpuCount(), query.minimumGpus())
                    && atLeast(machine.gpuMemoryGibEach(), query.minimumGpuMemoryGib());
            if (meets) {
                found.add(offer);
            }
        }
        return found;
    }

    private static boolean atLeast(@Nullable BigDecimal value, @Nullable BigDecimal least) {
        return least == null || (value != null && value.compareTo(least) >= 0);
    }

    private static String pick(Random random, String... words) {
        return Arrays.asList(words).get(random.nextInt(words.length));
    }
}
