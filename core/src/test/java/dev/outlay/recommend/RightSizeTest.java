package dev.outlay.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outlay.catalog.Catalog;
import dev.outlay.catalog.Gpu;
import dev.outlay.catalog.MigProfile;
import dev.outlay.ledger.CapacityType;
import dev.outlay.ledger.Fact;
import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.Origin;
import dev.outlay.ledger.Owner;
import dev.outlay.ledger.Resource;
import dev.outlay.ledger.Sample;
import dev.outlay.ledger.Signal;
import dev.outlay.ledger.SourceException;
import dev.outlay.ledger.Usage;
import dev.outlay.units.Money;
import dev.outlay.units.Share;
import dev.outlay.units.Span;
import dev.outlay.utilization.Load;
import dev.outlay.utilization.Measurements;
import dev.outlay.utilization.Series;
import dev.outlay.utilization.Thing;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

// a value that is absent where one is expected fails the test by itself
@SuppressWarnings("NullAway")
class RightSizeTest {

    private static final Span DAY = Span.dayOf(AdviceFacts.START);

    @Test
    void everyPodThatIsIdleAboveNinetyPercentIsNamedAndOneWithBurstsKeepsItsSize() throws SourceException {
        List<Fact> facts = new ArrayList<>();
        for (int minute = 0; minute < 1440; minute++) {
            facts.add(Measurements.gpu("dead", "0", minute(minute), "0"));
            facts.add(Measurements.gpu("bursty", "1", minute(minute), minute % 20 == 0 ? "0.97" : "0.01"));
            facts.add(Measurements.gpu("just-under", "2", minute(minute), minute % 10 == 0 ? "0.5" : "0.01"));
            facts.add(Measurements.gpu("busy", "3", minute(minute), "0.9"));
        }
        Map<String, Advice> idle = new IdleGpuAdvisor()
                .advise(AdviceFacts.inquiry(AdviceFacts.ledger(facts), DAY))
                .collect(Collectors.toMap(advice -> advice.subject().key(), advice -> advice));
        assertThat(idle).containsOnlyKeys("pod kube-1/research/dead", "pod kube-1/research/bursty");
        Advice dead = idle.get("pod kube-1/research/dead");
        assertThat(dead.action().text()).isEqualTo("kubectl --namespace research delete pod dead");
        assertThat(dead.title()).contains("1 A100-SXM4-40GB idle in 100 % of the measured time");
        Promise promise = dead.worth().promise();
        assertThat(promise).isNotNull();
        // idle all day without a break: all of it could have been given back
        assertThat(promise.low()).isEqualTo(promise.baseline());
        Advice bursty = idle.get("pod kube-1/research/bursty");
        assertThat(bursty.action().text()).contains("do not make it smaller");
        assertThat(bursty.worth().promise().low()).isEqualTo(Money.zero("USD"));
        assertThat(bursty.worth().promise().saving())
                .isEqualTo(bursty.worth().promise().baseline().times(new BigDecimal("0.95")));
    }

    @Test
    void signalsThatDisagreeAreNamedAndHeldMemoryIsToldApart() throws SourceException {
        List<Fact> facts = new ArrayList<>();
        for (int hour = 0; hour < 24; hour++) {
            Span span = hour(hour);
            facts.add(Measurements.gpu("loaded", "0", span, null, "1"));
            facts.add(Measurements.sample(
                    "loaded",
                    "0",
                    span,
                    Map.of(
                            Signal.GPU_UTILIZATION,
                            BigDecimal.ZERO,
                            Signal.SM_ACTIVE,
                            BigDecimal.ZERO,
                            Signal.POWER,
                            new BigDecimal(55),
                            Signal.GPU_MEMORY_USED,
                            new BigDecimal("0.8"))));
        }
        Advice advice = new IdleGpuAdvisor()
                .advise(AdviceFacts.inquiry(AdviceFacts.ledger(facts), DAY))
                .findFirst()
                .orElseThrow();
        assertThat(advice.title()).endsWith("with 80 % of the memory held");
        assertThat(advice.certainty().basis())
                .contains("idle by gpu_utilization, sm_active, power; not by gpu_memory_used");
        assertThat(advice.certainty().value()).isEqualTo(Share.of("0.7"));
        assertThat(advice.risks()).anyMatch(risk -> risk.contains("a model that is loaded has to be loaded again"));
    }

    @Test
    void theSmallestMigInstanceThatHoldsThePeakWithHeadroomIsFound() throws SourceException {
        Advice advice = only(new MigAdvisor(), day("small", "0.2", "0.2"));
        // 0.2 and a fifth of 40 GiB is 9.6 GiB, 0.24 of the slices is two of seven
        assertThat(advice.action().text()).contains("nvidia.com/mig-2g.10gb: 1");
        assertThat(advice.worth().promise().baseline().amount()).isPositive();
        assertThat(advise(new MigAdvisor(), day("full", "0.95", "0.2"))).isEmpty();
        assertThat(advise(new MigAdvisor(), day("filled", "0.2", "0.9"))).isEmpty();
    }

    @Test
    void whatIsPaidAnywaySavesNothingForSure() {
        Advice advice = new Advice(
                new Finding("a", Category.IDLE, subject(), DAY),
                "idle",
                List.of(new Evidence("x", "1", null, "counted", List.of())),
                Worth.of(
                        new Promise(
                                Money.of("USD", "10"),
                                Money.of("USD", "8"),
                                Money.of("USD", "6"),
                                Money.of("USD", "9"),
                                Promise.Per.MONTH),
                        Worth.ComparedBy.DAY),
                Certainty.of("0.8", "seen"),
                Action.step("end it"),
                List.of());
        assertThat(PaidAnyway.told(load(CapacityType.SPOT), advice)).isSameAs(advice);
        Advice owned = PaidAnyway.told(load(CapacityType.OWNED), advice);
        assertThat(owned.worth().promise().low()).isEqualTo(Money.zero("USD"));
        assertThat(owned.worth().promise().saving()).isEqualTo(Money.of("USD", "8"));
        assertThat(owned.certainty().value()).isEqualTo(Share.of("0.4"));
        assertThat(owned.risks()).singleElement().asString().startsWith("owned machines are paid whether");
    }

    private static Load load(CapacityType type) {
        return new Load(
                new Thing(Thing.Kind.POD, "kube-1", "research", "a"),
                DAY,
                Measurements.NODE,
                Measurements.pod("a"),
                new Load.Hardware("A100-SXM4-40GB", null, type, null, null),
                new TreeSet<>(),
                Map.of(),
                Map.of(),
                List.of());
    }

    private static Subject subject() {
        return Subjects.of(load(CapacityType.SPOT));
    }

    @Test
    void nothingIsSizedWhereMemoryWasNotMeasured() throws SourceException {
        List<Fact> facts = new ArrayList<>();
        for (int minute = 0; minute < 1440; minute++) {
            facts.add(Measurements.gpu("unknown", "0", minute(minute), "0.1"));
        }
        for (Advisor advisor : List.of(new MigAdvisor(), new TimeSlicingAdvisor(), new GpuTierAdvisor())) {
            assertThat(advise(advisor, facts)).as(advisor.name()).isEmpty();
        }
    }

    @Test
    void podsThatFitOnOneGpuTogetherCouldTakeTurns() throws SourceException {
        List<Fact> facts = new ArrayList<>(day("a", "0.3", "0.3"));
        facts.addAll(day("b", "0.4", "0.2"));
        facts.addAll(day("c", "0.5", "0.5"));
        Advice advice = only(new TimeSlicingAdvisor(), facts);
        assertThat(advice.title()).startsWith("2 pods could take turns on one A100-SXM4-40GB");
        assertThat(advice.subject().concerns()).contains(new Concern(Concern.Kind.POD, "kube-1/research/a"));
        Promise promise = advice.worth().promise();
        assertThat(promise.saving().times(BigDecimal.TWO)).isEqualTo(promise.baseline());
    }

    @Test
    void aRequestIsNeverAdvisedBelowTheHighestReading() throws SourceException {
        List<Fact> facts = new ArrayList<>();
        for (int hour = 0; hour < 24; hour++) {
            facts.add(held("api", Resource.CPU, hour(hour), "16", hour == 7 ? "0.5" : "0.1"));
            facts.add(held("tight", Resource.MEMORY, hour(hour), "8", "0.97"));
        }
        List<Advice> advices = advise(new RequestAdvisor(), facts);
        assertThat(advices).hasSize(2);
        assertThat(advices.getFirst().action().text()).contains("cpu: \"8.000\"");
        assertThat(advices.getFirst().category()).isEqualTo(Category.REQUESTS);
        Advice tight = advices.getLast();
        assertThat(tight.category()).isEqualTo(Category.CAPACITY);
        // 8 GiB x 0.97 x 1.15, in MiB and rounded up
        assertThat(tight.action().text()).contains("memory: \"9139Mi\"");
    }

    @Test
    void aNodeIsSizedByWhatItWasSeenToNeedAndNotBelow() throws SourceException {
        Advice down = only(new InstanceAdvisor(), node("0.05", "0.05"));
        assertThat(down.title()).contains("node kube-1/node-1 is too large as p3.8xlarge");
        assertThat(down.category()).isEqualTo(Category.INSTANCE);
        assertThat(down.action().text()).contains("p3.2xlarge");
        assertThat(down.evidence())
                .anyMatch(evidence -> evidence.figure().equals("price_instead")
                        && evidence.basis().contains("catalog/aws/us-east-1/p3.2xlarge"));
        Advice up = only(new InstanceAdvisor(), node("0.99", "0.3"));
        assertThat(up.category()).isEqualTo(Category.CAPACITY);
        assertThat(up.worth().promise().saving().isNegative()).isTrue();
    }

    /// Laws on random pods: idle ones are named, nothing is made smaller than its highest reading, and no saving is
    /// above what is spent.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void adviceHoldsItsLawsWhateverWasMeasured(long seed) throws SourceException {
        var random = new Random(seed);
        List<Fact> facts = new ArrayList<>();
        for (int pod = 0; pod < 8; pod++) {
            facts.addAll(random(random, "pod-" + pod, String.valueOf(pod)));
        }
        Ledger ledger = AdviceFacts.ledger(facts);
        Inquiry inquiry = AdviceFacts.inquiry(ledger, DAY);
        List<Advice> advices = Advisors.ask(Advisors.ALL, inquiry);
        Map<String, Load> loads = inquiry.loads().holders().stream()
                .collect(Collectors.toMap(load -> load.thing().toString(), load -> load));
        Set<String> idle = loads.values().stream()
                .filter(load -> load.measured(Signal.GPU_UTILIZATION)
                        .map(Series::idleShare)
                        .filter(share -> share.compareTo(new BigDecimal("0.9")) > 0)
                        .isPresent())
                .map(load -> load.thing().toString())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> named = advices.stream()
                .filter(advice -> advice.finding().advisor().equals(IdleGpuAdvisor.NAME))
                .map(advice -> advice.subject().key())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(named).as("seed %d", seed).isEqualTo(idle);
        Gpu gpu = Catalog.builtin().gpu("A100-SXM4-40GB").orElseThrow();
        for (Advice advice : advices) {
            Promise promise = advice.worth().promise();
            if (promise != null) {
                assertThat(promise.high()).isLessThanOrEqualTo(promise.baseline());
                assertThat(promise.low()).isLessThanOrEqualTo(promise.saving());
            }
            Load load = loads.get(advice.subject().key());
            if (advice.finding().advisor().equals("mig-size")) {
                MigProfile profile = gpu.migProfiles().stream()
                        .filter(each -> advice.action().text().contains("mig-" + each.name() + ":"))
                        .findFirst()
                        .orElseThrow();
                assertThat(profile.computeShare().value())
                        .as("seed %d: %s", seed, advice.title())
                        .isGreaterThanOrEqualTo(peak(load, Signal.GPU_UTILIZATION));
                assertThat(profile.memoryGib())
                        .isGreaterThanOrEqualTo(
                                peak(load, Signal.GPU_MEMORY_USED).multiply(gpu.memoryGib()));
            }
        }
        assertThat(inquiry.loads().holders()).hasSize(8);
        assertThat(new Advising(Advisors.ALL).cases(inquiry)).hasSameSizeAs(advices);
    }

    private static BigDecimal peak(Load load, Signal signal) {
        return load.measured(signal).orElseThrow().max();
    }

    private static List<Fact> random(Random random, String pod, String device) {
        List<Fact> facts = new ArrayList<>();
        int level = random.nextInt(1000);
        int idlePart = random.nextInt(101);
        int memory = random.nextInt(1000);
        for (int minute = 0; minute < 1440; minute += 30) {
            Span span = Span.of(AdviceFacts.START.plus(Duration.ofMinutes(minute)), Duration.ofMinutes(30));
            BigDecimal busy =
                    random.nextInt(100) < idlePart ? BigDecimal.ZERO : BigDecimal.valueOf(random.nextInt(level + 1), 3);
            facts.add(Measurements.gpu(pod, device, span, new Share(busy), "1"));
            if (random.nextBoolean()) {
                facts.add(Measurements.sample(
                        pod,
                        device,
                        span,
                        Map.of(
                                Signal.GPU_MEMORY_USED,
                                BigDecimal.valueOf(random.nextInt(memory + 1), 3),
                                Signal.POWER,
                                BigDecimal.valueOf(40 + random.nextInt(300)))));
            }
        }
        return facts;
    }

    private static List<Fact> day(String pod, String compute, String memory) {
        List<Fact> facts = new ArrayList<>();
        for (int minute = 0; minute < 1440; minute += 10) {
            Span span = Span.of(AdviceFacts.START.plus(Duration.ofMinutes(minute)), Duration.ofMinutes(10));
            facts.add(Measurements.gpu(pod, pod + "-gpu", span, compute));
            facts.add(Measurements.sample(
                    pod, pod + "-gpu", span, Map.of(Signal.GPU_MEMORY_USED, new BigDecimal(memory))));
        }
        return facts;
    }

    private static List<Fact> node(String cpu, String memory) {
        List<Fact> facts = new ArrayList<>();
        for (int hour = 0; hour < 24; hour++) {
            facts.add(new Usage(
                    Origin.of("usage/node/" + hour, "test"),
                    hour(hour),
                    Measurements.NODE,
                    Owner.UNKNOWN,
                    Resource.NODE,
                    "p3.8xlarge",
                    null,
                    null,
                    null,
                    null,
                    Share.WHOLE,
                    null,
                    BigDecimal.ONE,
                    null,
                    null,
                    Map.of()));
            facts.add(new Usage(
                    Origin.of("usage/gpu/" + hour, "test"),
                    hour(hour),
                    Measurements.NODE,
                    Measurements.pod("trainer"),
                    Resource.GPU,
                    "p3.8xlarge",
                    null,
                    null,
                    "0",
                    null,
                    Share.WHOLE,
                    null,
                    BigDecimal.ONE,
                    Share.of("0.8"),
                    null,
                    Map.of()));
            facts.add(new Sample(
                    Origin.of("metrics/node/" + hour, "test"),
                    hour(hour),
                    Measurements.NODE,
                    Owner.UNKNOWN,
                    null,
                    null,
                    Map.of(
                            Signal.CPU_UTILIZATION, new BigDecimal(cpu),
                            Signal.MEMORY_UTILIZATION, new BigDecimal(memory))));
        }
        return facts;
    }

    private static Usage held(String pod, Resource resource, Span span, String quantity, String utilization) {
        return new Usage(
                Origin.of("usage/" + pod + "/" + resource + "/" + span.from(), "test"),
                span,
                Measurements.NODE,
                Measurements.pod(pod),
                resource,
                "m5.4xlarge",
                null,
                null,
                null,
                null,
                Share.WHOLE,
                null,
                new BigDecimal(quantity),
                Share.of(utilization),
                null,
                Map.of());
    }

    private static List<Advice> advise(Advisor advisor, List<Fact> facts) throws SourceException {
        return advisor.advise(AdviceFacts.inquiry(AdviceFacts.ledger(facts), DAY))
                .toList();
    }

    private static Advice only(Advisor advisor, List<Fact> facts) throws SourceException {
        List<Advice> advices = advise(advisor, facts);
        assertThat(advices).hasSize(1);
        return advices.getFirst();
    }

    private static Span minute(int minute) {
        return Span.of(AdviceFacts.START.plus(Duration.ofMinutes(minute)), Duration.ofMinutes(1));
    }

    private static Span hour(int hour) {
        return Span.of(AdviceFacts.START.plus(Duration.ofHours(hour)), Duration.ofHours(1));
    }
}
