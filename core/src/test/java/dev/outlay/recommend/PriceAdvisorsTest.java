package dev.outlay.recommend;

import static dev.outlay.recommend.RunAdvisorsTest.one;
import static dev.outlay.recommend.RunAdvisorsTest.promise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.outlay.Outlay;
import dev.outlay.catalog.Catalog;
import dev.outlay.ledger.CapacityType;
import dev.outlay.ledger.OwnerRules;
import dev.outlay.pricing.CardMatch;
import dev.outlay.pricing.MigBasis;
import dev.outlay.pricing.PriceWindow;
import dev.outlay.pricing.PriceWindows;
import dev.outlay.pricing.RateCard;
import dev.outlay.pricing.RateCards;
import dev.outlay.recommend.Firm.Held;
import dev.outlay.replay.Policy;
import dev.outlay.replay.Replay;
import dev.outlay.replay.Replayed;
import dev.outlay.units.Share;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Advisors on prices, places and times find what was planted and say nothing of what is well.
final class PriceAdvisorsTest {

    private static final Pattern POLICY = Pattern.compile("--policy (commit:\\S+)");

    @Test
    void runsOnDemandAreToldTheSpotPriceWithInterruptionsAndOthersAreLeftAlone() throws Exception {
        Firm firm = new Firm()
                .add(Held.gpu("a", Firm.hours(0, 200)).gpus(8).run("r1").workload("trainer"))
                .add(Held.gpu("b", Firm.hours(0, 200)).gpus(8).workload("service"));
        Advice advice = one(firm.asks(new SpotAdvisor()));
        assertThat(advice.subject().key()).isEqualTo("ns/trainer");
        Promise promise = promise(advice);
        assertThat(promise.saving()).isLessThan(promise.baseline());
        assertThat(promise.low()).isLessThan(promise.high());
        assertThat(advice.evidence()).anyMatch(each -> each.figure().equals("cost of interruptions"));
        assertThat(new Firm()
                        .add(Held.gpu("a", Firm.hours(0, 200)).run("r1").as(CapacityType.SPOT))
                        .asks(new SpotAdvisor()))
                .isEmpty();
    }

    @Test
    void aRunThatWasTakenUpAgainIsSurerToBearSpot() throws Exception {
        Firm firm = new Firm().add(Held.gpu("a", Firm.hours(0, 200)).run("r1").tag("attempt", "2"));
        assertThat(one(firm.asks(new SpotAdvisor())).certainty().value().value())
                .isEqualByComparingTo("0.8");
    }

    @Test
    void workAtTheDearHoursIsToldToWaitAndWorkAtNightIsNot() throws Exception {
        Firm day = new Firm()
                .cards(night())
                .add(Held.gpu("a", Firm.hours(34, 38)).run("r1").workload("trainer"));
        Advice advice = one(day.asks(new OffPeakAdvisor()));
        double part = promise(advice).saving().amount().doubleValue()
                / promise(advice).baseline().amount().doubleValue();
        // night costs half
        assertThat(part).isCloseTo(0.5, within(1e-9));
        assertThat(new Firm()
                        .cards(night())
                        .add(Held.gpu("a", Firm.hours(46, 50)).run("r1"))
                        .asks(new OffPeakAdvisor()))
                .isEmpty();
        assertThat(new Firm().add(Held.gpu("a", Firm.hours(34, 38)).run("r1")).lacks(new OffPeakAdvisor()))
                .contains("no rate card has windows");
    }

    @Test
    void aDearRegionIsToldWithItsDataAndItsGridAndTheCheapestIsNot() throws Exception {
        Firm firm = new Firm().add(region("ap-northeast-1"));
        Advice advice = one(firm.asks(new RegionAdvisor()));
        String there = advice.title().substring(advice.title().lastIndexOf(' ') + 1);
        assertThat(advice.title()).startsWith("Move machines of aws from ap-northeast-1 to ");
        assertThat(advice.evidence())
                .extracting(Evidence::figure)
                .contains("stored there now", "grid of ap-northeast-1");
        assertThat(promise(advice).saving().amount()).isPositive();
        assertThat(new Firm().add(region(there)).asks(new RegionAdvisor())).isEmpty();
    }

    @Test
    void theCommitmentAdvisedSavesWhatItsReplaySaves() throws Exception {
        Firm firm = new Firm()
                .add(Held.machine("n1", Firm.MONTH))
                .add(Held.machine("n2", Firm.MONTH))
                .add(Held.machine("n3", Firm.hours(0, 100)));
        Advice advice = one(firm.asks(new CommitmentAdvisor()));
        assertThat(advice.title()).startsWith("Commit to 2 x p4d.24xlarge (us-east-1) for 1 year");
        Matcher policy = POLICY.matcher(advice.action().text());
        assertThat(policy.find()).isTrue();
        try (Outlay outlay = firm.open()) {
            List<Replayed> answers = new Replay(outlay.ledger(), OwnerRules.NONE, Catalog.builtin(), RateCards.NONE)
                    .of(Policy.all(policy.group(1)), Firm.MONTH, List.of());
            assertThat(answers.getFirst().saved().amount())
                    .isCloseTo(promise(advice).saving().amount(), within(new BigDecimal("1e-6")));
        }
        assertThat(advice.evidence()).anyMatch(each -> each.basis().contains("20 to 30 %"));
        // giving back what nobody holds of these machines would save the same money
        assertThat(advice.subject().concerns()).contains(new Concern(Concern.Kind.GPU, "c1/n1/unheld"));
    }

    @Test
    void oneMoreOrLessThanTheCommitmentAdvisedSavesLess() throws Exception {
        Firm firm = new Firm();
        for (int i = 0; i < 6; i++) {
            firm.add(Held.machine("n" + i, Firm.hours(0, 120 * (i + 1))));
        }
        Advice advice = one(firm.asks(new CommitmentAdvisor()));
        Matcher policy = POLICY.matcher(advice.action().text());
        assertThat(policy.find()).isTrue();
        Matcher count = Pattern.compile("commit:(\\d+)x").matcher(policy.group(1));
        assertThat(count.find()).isTrue();
        int best = Integer.parseInt(count.group(1));
        BigDecimal saved = saved(firm, policy.group(1));
        for (int other : new int[] {best - 1, best + 1}) {
            if (other > 0) {
                assertThat(saved(firm, policy.group(1).replace("commit:" + best + "x", "commit:" + other + "x")))
                        .as("%d in place of %d", other, best)
                        .isLessThan(saved);
            }
        }
    }

    @Test
    void machinesThatAreHeldNowAndThenAreNoCommitment() throws Exception {
        assertThat(new Firm().add(Held.machine("n1", Firm.hours(0, 200))).asks(new CommitmentAdvisor()))
                .isEmpty();
    }

    @Test
    void aServiceThatIsAsLargeAtNightIsToldToScaleAndOneThatIsBusyIsNot() throws Exception {
        Firm idle = new Firm();
        Firm busy = new Firm();
        for (int hour = 0; hour < 720; hour++) {
            for (int replica = 0; replica < 4; replica++) {
                String id = "s" + replica;
                idle.add(Held.gpu(id, Firm.hours(hour, hour + 1))
                        .workload("chat")
                        .busy(hour % 24 < 12 ? "0.8" : "0.1"));
                busy.add(Held.gpu(id, Firm.hours(hour, hour + 1))
                        .workload("chat")
                        .busy("0.8"));
            }
        }
        Advice advice = one(idle.asks(new InferenceScalingAdvisor()));
        double part = promise(advice).saving().amount().doubleValue()
                / promise(advice).baseline().amount().doubleValue();
        // one of four replicas carries the night at the load that the day has
        assertThat(part).isCloseTo(0.375, within(1e-9));
        assertThat(busy.asks(new InferenceScalingAdvisor())).isEmpty();
    }

    @Test
    void aMachineForDevelopmentIsSwitchedOffInTheHoursThatNobodyEverUsed() throws Exception {
        Firm firm = new Firm().add(Held.machine("dev1", Firm.MONTH));
        for (int day = 0; day < 30; day++) {
            DayOfWeek weekday = Firm.START
                    .plusSeconds(86_400L * day)
                    .atOffset(ZoneOffset.UTC)
                    .getDayOfWeek();
            if (weekday.getValue() <= 5) {
                firm.add(Held.gpu("notebook" + day, Firm.hours(24 * day + 9, 24 * day + 17))
                        .on("dev1")
                        .environment("dev")
                        .busy("0.3"));
            }
        }
        Advice advice = one(firm.asks(new DevelopmentAdvisor()));
        assertThat(advice.title()).isEqualTo("Switch dev1 off in the 128 hours of the week in which nobody used it");
        double part = promise(advice).saving().amount().doubleValue()
                / promise(advice).baseline().amount().doubleValue();
        // thirty days with 21 working days of eight hours
        assertThat(part).isCloseTo(1 - 21 * 8 / 720.0, within(1e-9));
        assertThat(advice.action().text())
                .contains("do: stop", "cron: \"0 17 * * mon,tue,wed,thu,fri\"")
                .contains("do: start", "cron: \"0 9 * * mon,tue,wed,thu,fri\"");
        Firm always = new Firm()
                .add(Held.machine("dev1", Firm.MONTH))
                .add(Held.gpu("a", Firm.MONTH).on("dev1").environment("dev").busy("0.3"));
        assertThat(always.asks(new DevelopmentAdvisor())).isEmpty();
        Firm production = new Firm()
                .add(Held.machine("n1", Firm.MONTH))
                .add(Held.gpu("a", Firm.hours(0, 9))
                        .on("n1")
                        .environment("prod")
                        .busy("0.3"));
        assertThat(production.asks(new DevelopmentAdvisor())).isEmpty();
    }

    private static BigDecimal saved(Firm firm, String policy) throws Exception {
        try (Outlay outlay = firm.open()) {
            return new Replay(outlay.ledger(), OwnerRules.NONE, Catalog.builtin(), RateCards.NONE)
                    .of(Policy.all(policy), Firm.MONTH, List.of())
                    .getFirst()
                    .saved()
                    .amount();
        }
    }

    private static Held region(String region) {
        return Held.gpu("a", Firm.MONTH).type("g5.xlarge", "A10G").at("aws", region);
    }

    private static RateCards night() {
        return new RateCards(List.of(new RateCard(
                "test",
                Span.EVER.from(),
                "agreed",
                List.of(),
                new PriceWindows(
                        ZoneOffset.UTC,
                        List.of(new PriceWindow(
                                "night",
                                EnumSet.allOf(DayOfWeek.class),
                                LocalTime.parse("20:00"),
                                LocalTime.parse("06:00"),
                                new BigDecimal("0.5"))),
                        "day",
                        BigDecimal.ONE),
                new RateCard.Priorities("priority", Map.of()),
                null,
                List.of(new RateCard.Discount(CardMatch.ANYTHING, Share.NOTHING)),
                List.of(),
                List.of(),
                MigBasis.COMPUTE)));
    }
}
