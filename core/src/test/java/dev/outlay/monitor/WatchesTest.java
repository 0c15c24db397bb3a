package dev.outlay.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.outlay.budget.Budget;
import dev.outlay.budget.BudgetBook;
import dev.outlay.budget.Limit;
import dev.outlay.budget.Scope;
import dev.outlay.catalog.Catalog;
import dev.outlay.ledger.Account;
import dev.outlay.ledger.CapacityType;
import dev.outlay.ledger.Charge;
import dev.outlay.ledger.ChargeStatus;
import dev.outlay.ledger.Costs;
import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Event;
import dev.outlay.ledger.Fact;
import dev.outlay.ledger.GpuUse;
import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.MemoryLedger;
import dev.outlay.ledger.Origin;
import dev.outlay.ledger.Owner;
import dev.outlay.ledger.OwnerRules;
import dev.outlay.ledger.Place;
import dev.outlay.ledger.Product;
import dev.outlay.ledger.Reading;
import dev.outlay.ledger.Resource;
import dev.outlay.ledger.Sample;
import dev.outlay.ledger.Sharing;
import dev.outlay.ledger.Signal;
import dev.outlay.ledger.SourceException;
import dev.outlay.ledger.Terms;
import dev.outlay.ledger.Usage;
import dev.outlay.pricing.RateCards;
import dev.outlay.units.Money;
import dev.outlay.units.Share;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The figures that monitoring watches, of small ledgers whose answer is plain.
class WatchesTest {

    private static final Instant NOW = Instant.parse("2026-10-15T12:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void everyWatchGivesEachOfItsMetricsOnceAlsoOfAnEmptyLedger() {
        Sight nothing = sight();
        List<String> names = new ArrayList<>();
        for (Watch watch : Watches.ALL) {
            List<Metric> given =
                    watch.look(nothing).stream().map(Family::metric).toList();
            assertThat(given).isEqualTo(watch.metrics());
            given.forEach(metric -> names.add(metric.name()));
        }
        assertThat(names).doesNotHaveDuplicates().isNotEmpty();
    }

    @Test
    void nothingChargedIsZeroAndNothingHeardIsAbsent() {
        assertThat(value(new CostWatch(), sight(), "gpu_autoscaler_total_cost_usd"))
                .isEqualByComparingTo("0");
        assertThat(family(new DayWatch(), sight(), "gpu_autoscaler_hourly_cost_rate_usd")
                        .levels())
                .isEmpty();
        assertThat(family(new SavingsWatch(), sight(), "gpu_autoscaler_total_savings_usd")
                        .levels())
                .isEmpty();
    }

    @Test
    void aCostOfChargesThatAllLackAPriceIsNotKnown() {
        Charge unpriced = charge("1", null, Span.of(NOW.minus(HOUR), HOUR), "aws", owner("vision", "p1"), false);
        Sight sight = sight(unpriced);

        assertThat(family(new CostWatch(), sight, "gpu_autoscaler_total_cost_usd")
                        .levels())
                .isEmpty();
        assertThat(value(new CostWatch(), sight, "outlay_ledger_charges")).isEqualByComparingTo("1");
        assertThat(value(new CostWatch(), sight, "outlay_ledger_charges_unpriced"))
                .isEqualByComparingTo("1");
    }

    @Test
    void currenciesAreKeptApartAndNeverConverted() {
        Span span = Span.of(NOW.minus(HOUR), HOUR);
        Sight sight = sight(
                charge("1", Money.of("USD", "10.10"), span, "aws", owner("vision", "p1"), false),
                charge("2", Money.of("EUR", "7"), span, "aws", owner("vision", "p2"), false),
                charge("3", Money.of("USD", "0.20"), span, "aws", Owner.UNKNOWN, false));

        assertThat(value(new CostWatch(), sight, "gpu_autoscaler_total_cost_usd"))
                .isEqualByComparingTo("10.30");
        assertThat(family(new CostWatch(), sight, "outlay_cost_month_to_date").levels())
                .containsExactlyInAnyOrder(
                        Level.of(new BigDecimal("10.1"), "vision", "training", "USD"),
                        Level.of(new BigDecimal("7"), "vision", "training", "EUR"),
                        Level.of(new BigDecimal("0.2"), "unallocated", "unallocated", "USD"));
    }

    @Test
    void theRateIsThatOfTheLast24HoursToTheSecond() {
        Sight sight = sight(
                // a third of it lies in the last 24 hours
                charge(
                        "1",
                        Money.of("USD", "36"),
                        Span.of(NOW.minus(Duration.ofHours(30)), Duration.ofHours(9)),
                        "aws",
                        owner("vision", "p1"),
                        false),
                charge("2", Money.of("USD", "24"), Span.of(NOW.minus(HOUR), HOUR), "aws", Owner.UNKNOWN, true));

        assertThat(value(new DayWatch(), sight, "gpu_autoscaler_hourly_cost_rate_usd"))
                .isEqualByComparingTo("1.5");
        assertThat(family(new DayWatch(), sight, "outlay_gpus").levels())
                .containsExactlyInAnyOrder(
                        Level.of(new BigDecimal("0.125"), "c1", "A100-SXM4-40GB", "used"),
                        Level.of(
                                new BigDecimal("1").divide(new BigDecimal("24"), java.math.MathContext.DECIMAL64),
                                "c1",
                                "A100-SXM4-40GB",
                                "idle"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void howeverManyPodsThereAreTheSeriesAreFewAndTheirSumIsTheWhole(long seed) {
        var random = new Random(seed);
        List<Fact> facts = new ArrayList<>();
        BigDecimal whole = BigDecimal.ZERO;
        int pods = PodWatch.MOST_PODS + 1 + random.nextInt(200);
        for (int i = 0; i < pods; i++) {
            BigDecimal cost = BigDecimal.valueOf(1 + random.nextInt(1_000_000), 4);
            whole = whole.add(cost);
            facts.add(charge(
                    "c" + i,
                    new Money("USD", cost),
                    Span.of(NOW.minus(HOUR), HOUR),
                    "aws",
                    owner("team-" + i % 7, "pod-" + i),
                    false));
        }
        Family family = family(new PodWatch(), sight(facts.toArray(new Fact[0])), "gpu_autoscaler_pod_cost_usd");

        assertThat(family.levels()).as("seed %s", seed).hasSize(PodWatch.MOST_PODS + 1);
        assertThat(family.summed()).isEqualTo(pods - PodWatch.MOST_PODS);
        assertThat(family.levels().stream().map(Level::value).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(whole);
        assertThat(family.levels().getLast().labels()).containsExactly("other", "other", "other", "other");
    }

    @Test
    void whatIsPaidAheadMakesNothingFresh() {
        Sight sight = sight(
                charge(
                        "1",
                        Money.of("USD", "1"),
                        Span.of(NOW.minus(HOUR.multipliedBy(5)), HOUR),
                        "aws",
                        Owner.UNKNOWN,
                        false),
                charge(
                        "2",
                        Money.of("USD", "9"),
                        Span.of(NOW.minus(HOUR), Duration.ofDays(30)),
                        "aws",
                        Owner.UNKNOWN,
                        false),
                charge(
                        "3",
                        Money.of("USD", "1"),
                        Span.of(NOW.minus(HOUR.multipliedBy(49)), HOUR),
                        "gcp",
                        Owner.UNKNOWN,
                        false));

        assertThat(family(new FreshnessWatch(), sight, "outlay_freshness_age_seconds")
                        .levels())
                .containsExactlyInAnyOrder(
                        Level.of(new BigDecimal(4 * 3600), "aws"), Level.of(new BigDecimal(48 * 3600), "gcp"));
    }

    @Test
    void utilizationIsTheMeterBeforeTheStatementAndTellsHowMuchWasMeasured() {
        Span hour = Span.of(NOW.minus(HOUR), HOUR);
        Sight sight = sight(
                usage("u1", hour, "metered", "0.9"),
                usage("u2", hour, "stated", "0.5"),
                usage("u3", hour, "silent", null),
                new Sample(
                        Origin.of("sample/1", "meter"),
                        hour,
                        Place.UNKNOWN,
                        owner("vision", "metered"),
                        null,
                        "gpu-0",
                        Map.of(Signal.GPU_UTILIZATION, new BigDecimal("0.1"))));

        assertThat(family(new UtilizationWatch(), sight, "outlay_pod_gpu_utilization_ratio")
                        .levels())
                .extracting(level -> level.labels().get(1) + " " + level.value().toPlainString())
                .containsExactlyInAnyOrder("metered 0.1", "stated 0.5");
        assertThat(value(new UtilizationWatch(), sight, "outlay_gpu_time_measured_ratio"))
                .isEqualByComparingTo("0.6666666666666667");
    }

    @Test
    void aBudgetIsSpentInPercentOfItsLimitAndTheFurthestAreShown() {
        List<Fact> facts = new ArrayList<>();
        for (int i = 0; i < BudgetWatch.MOST + 3; i++) {
            // the first holds what was charged, the others nothing
            Scope scope = Scope.of(Dimension.Named.TEAM, i == 0 ? "vision" : "team-" + i);
            Budget budget = Budget.monthly("b-" + i, Limit.of("100 USD"), scope);
            facts.add(Event.of("b-" + i + "/set", NOW.minus(HOUR), "budget", "b-" + i, "set", "ada", budget.details()));
        }
        facts.add(
                charge("1", Money.of("USD", "80"), Span.of(NOW.minus(HOUR), HOUR), "aws", owner("vision", "p"), false));
        Family family =
                family(new BudgetWatch(), sight(facts.toArray(new Fact[0])), "gpu_autoscaler_budget_percentage");

        assertThat(family.levels()).hasSize(BudgetWatch.MOST).contains(Level.of(new BigDecimal("80"), "b-0"));
        assertThat(family.summed()).isEqualTo(3);
        assertThat(family.levels().getFirst().labels()).containsExactly("b-0");
    }

    @Test
    void countsEveryKindOfFact() {
        Sight sight = sight(usage("u1", Span.of(NOW.minus(HOUR), HOUR), "p", null));

        assertThat(family(new FactsWatch(), sight, "outlay_ledger_facts").levels())
                .contains(Level.of(BigDecimal.ONE, "usage"), Level.of(BigDecimal.ZERO, "grid_intensity"));
        assertThat(value(new FactsWatch(), sight, "outlay_import_refusals")).isEqualByComparingTo("0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"outlay_cost_total", "outlay_x_count", "cost", "outlay_Cost", "outlay_x_info"})
    void refusesANameThatIsNoneOfAGauge(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Metric(name, "What it is.", List.of()))
                .withMessageContaining(name);
    }

    @Test
    void refusesTwoValuesOfOneSeries() {
        Metric metric = Metric.of("outlay_x", "What it is.", "team");

        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Family.of(metric, List.of(Level.of(BigDecimal.ONE, "a"), Level.of(BigDecimal.TEN, "a"))));
        assertThatIllegalArgumentException().isThrownBy(() -> Family.of(metric, 1));
    }

    private static Sight sight(Fact... facts) {
        Ledger ledger = new MemoryLedger();
        try {
            ledger.append(Reading.of(List.of(facts)));
        } catch (SourceException e) {
            throw new IllegalStateException("facts in memory can be read", e);
        }
        return new Sight(
                ledger,
                Catalog.builtin(),
                () -> RateCards.NONE,
                () -> new BudgetBook(ledger, Catalog.builtin(), () -> OwnerRules.NONE, NOW),
                NOW);
    }

    private static Family family(Watch watch, Sight sight, String name) {
        return watch.look(sight).stream()
                .filter(family -> family.metric().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static BigDecimal value(Watch watch, Sight sight, String name) {
        Family family = family(watch, sight, name);
        assertThat(family.levels()).hasSize(1);
        return family.levels().getFirst().value();
    }

    private static Owner owner(String team, String pod) {
        return new Owner("ns", null, pod, null, team, "training", null, null, null, null);
    }

    private static Charge charge(
            String id, @Nullable Money cost, Span span, String provider, Owner owner, boolean idle) {
        return new Charge(
                Origin.of("test/" + id, "test"),
                ChargeStatus.METERED,
                span,
                null,
                cost == null ? Costs.UNPRICED : Costs.of(cost),
                new Place(provider, null, null, "c1", "n1"),
                owner,
                new Product("Compute", "GPU", "x", null, null, null, null, null, null, null),
                Terms.UNKNOWN,
                Account.UNKNOWN,
                new GpuUse(
                        "A100-SXM4-40GB",
                        null,
                        Sharing.EXCLUSIVE,
                        CapacityType.ON_DEMAND,
                        span.seconds(),
                        idle,
                        null,
                        null,
                        false),
                null,
                null,
                Map.of());
    }

    private static Usage usage(String id, Span span, String pod, @Nullable String utilization) {
        return new Usage(
                Origin.of("usage/" + id, "test"),
                span,
                Place.UNKNOWN,
                owner("vision", pod),
                Resource.GPU,
                null,
                CapacityType.ON_DEMAND,
                "A100-SXM4-40GB",
                null,
                Sharing.EXCLUSIVE,
                Share.WHOLE,
                null,
                BigDecimal.ONE,
                utilization == null ? null : Share.of(utilization),
                null,
                Map.of());
    }
}
