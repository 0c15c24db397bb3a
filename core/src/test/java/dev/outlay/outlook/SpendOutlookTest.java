package dev.outlay.outlook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.outlay.ledger.Dimension.Named;
import dev.outlay.ledger.Measure;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

// a value that is absent where one is expected fails the test by itself
@SuppressWarnings("NullAway")
class SpendOutlookTest {

    private static final Span NOVEMBER = new Span(Bills.at("2026-11-01"), Bills.at("2026-12-01"));
    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
    private static final SpendQuestion COST = SpendQuestion.of(Measure.EFFECTIVE);

    private static Projection projection(Bills bills, Span period, Planned... planned) {
        List<Projection> all = new SpendOutlook(bills.ledger(), NOW).project(COST, period, List.of(planned));
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private static double expected(Projection projection) {
        assertThat(projection.expected()).as(projection.basis()).isNotNull();
        return projection.expected().value().doubleValue();
    }

    @Test
    void whatIsSteadyGoesOnAndWhatWasSpentIsExact() {
        Projection projection = projection(
                new Bills().daily("aws", "vision", "2026-09-01", "2026-11-22", "100.010203040506"), NOVEMBER);
        assertThat(projection.spent()).isEqualByComparingTo("2100.214263850626");
        assertThat(expected(projection)).isEqualTo(30 * 100.010203040506, within(0.1));
        assertThat(projection.completeTo()).isEqualTo(Bills.at("2026-11-22"));
        assertThat(projection.currency()).isEqualTo("USD");
    }

    @Test
    void theDayThatIsNotOverDoesNotBendWhatIsExpected() {
        Bills bills = new Bills().daily("aws", "vision", "2026-09-01", "2026-11-22", "100");
        double before = expected(projection(bills, NOVEMBER));
        Projection after = projection(bills.used("2026-11-22", "7"), NOVEMBER);
        assertThat(expected(after)).isEqualTo(before, within(0.01));
        assertThat(after.spent()).isEqualByComparingTo("2107");
    }

    @Test
    void aDayThatHasCostMoreThanUsualAlreadyCountsAsWhatItHasCost() {
        Bills bills = new Bills().daily("aws", "vision", "2026-09-01", "2026-11-22", "100");
        assertThat(expected(projection(bills.used("2026-11-22", "250"), NOVEMBER)))
                .isEqualTo(3_150, within(0.1));
    }

    @Test
    void aBillThatIsLateIsEstimatedAndSaid() {
        Bills bills = new Bills().daily("aws", "vision", "2026-08-01", "2026-11-22", "100");
        for (LocalDate day = LocalDate.parse("2026-08-01");
                day.isBefore(LocalDate.parse("2026-11-16"));
                day = day.plusDays(1)) {
            bills.used("gcp", "speech", null, day.toString(), "50");
        }
        Projection projection = projection(bills, NOVEMBER);
        assertThat(projection.spent()).isEqualByComparingTo("2850");
        assertThat(projection.parts().late().doubleValue()).isEqualTo(300, within(0.1));
        assertThat(expected(projection)).isEqualTo(30 * 150, within(0.5));
        assertThat(projection.remarks())
                .anySatisfy(remark -> assertThat(remark)
                        .isEqualTo(
                                "gcp Compute has charged nothing since 2026-11-16T00:00:00Z and is late; the days since are"
                                        + " estimated"));
    }

    @Test
    void aDayOnWhichNobodyWasChargedIsMissingAndNoDayOfNothing() {
        Bills whole = new Bills();
        Bills holed = new Bills();
        for (LocalDate day = LocalDate.parse("2026-09-01");
                day.isBefore(LocalDate.parse("2026-11-22"));
                day = day.plusDays(1)) {
            String amount = day.getDayOfWeek().getValue() > 5 ? "40" : "100";
            whole.used(day.toString(), amount);
            if (day.isBefore(LocalDate.parse("2026-11-17")) || day.isAfter(LocalDate.parse("2026-11-19"))) {
                holed.used(day.toString(), amount);
            }
        }
        Projection projection = projection(holed, NOVEMBER);
        assertThat(projection.parts().usual())
                .isEqualByComparingTo(projection(whole, NOVEMBER).parts().usual());
        assertThat(projection.remarks())
                .anySatisfy(remark -> assertThat(remark).startsWith("on 3 days nothing at all"));
    }

    @Test
    void aMonthlyFeeComesAgainOnItsDayAndNoOtherDayBearsIt() {
        Bills bills = new Bills()
                .daily("aws", "vision", "2026-08-20", "2026-11-22", "100")
                .fee("2026-09-01", "900", "Recurring")
                .fee("2026-10-01", "900", "Recurring")
                .fee("2026-11-01", "950", "Recurring");
        assertThat(expected(projection(bills, NOVEMBER))).isEqualTo(3_950, within(0.5));
        Span quarter = new Span(Bills.at("2026-11-01"), Bills.at("2027-02-01"));
        Projection further = projection(bills, quarter);
        assertThat(further.parts().fees()).isEqualByComparingTo("1900");
        assertThat(expected(further)).isEqualTo(92 * 100 + 3 * 950, within(0.5));
        assertThat(further.remarks()).anySatisfy(remark -> assertThat(remark).contains("monthly: aws Other", "950"));
    }

    @Test
    void aSinglePurchaseIsNotExpectedAgain() {
        Bills bills = new Bills()
                .daily("aws", "vision", "2026-09-01", "2026-11-22", "100")
                .fee("2026-11-05", "5000", "One-Time");
        Projection projection = projection(bills, NOVEMBER);
        assertThat(expected(projection)).isEqualTo(8_000, within(0.5));
        assertThat(projection.remarks()).anySatisfy(remark -> assertThat(remark).contains("single event", "5000"));
    }

    @Test
    void growthGoesOnWhereItWasSteady() {
        Bills bills = new Bills();
        LocalDate first = LocalDate.parse("2026-07-01");
        double sum = 0;
        for (LocalDate day = first; day.isBefore(LocalDate.parse("2026-12-01")); day = day.plusDays(1)) {
            double amount = 100 + 2 * (day.toEpochDay() - first.toEpochDay());
            sum += day.isBefore(LocalDate.parse("2026-11-01")) ? 0 : amount;
            if (day.isBefore(LocalDate.parse("2026-11-22"))) {
                bills.used(day.toString(), Double.toString(amount));
            }
        }
        Projection projection = projection(bills, NOVEMBER);
        assertThat(projection.basis()).contains("trend of six weeks");
        assertThat(expected(projection)).isEqualTo(sum, within(0.01 * sum));
    }

    @Test
    void tooFewDaysAreRefusedAndSomeMoreAreWide() {
        Projection refused =
                projection(new Bills().daily("aws", "vision", "2026-11-18", "2026-11-22", "100"), NOVEMBER);
        assertThat(refused.expected()).isNull();
        assertThat(refused.basis()).contains("only 4 complete days");
        assertThat(refused.chanceAbove(BigDecimal.ONE)).isEmpty();
        Projection wide = projection(new Bills().daily("aws", "vision", "2026-11-10", "2026-11-22", "100"), NOVEMBER);
        assertThat(wide.basis()).contains("the mean of only 12 days");
        assertThat(wide.expected().high().subtract(wide.expected().low()).doubleValue())
                .isGreaterThan(50);
    }

    @Test
    void aValueThatIsNewHasAHistoryFromItsFirstChargeOn() {
        Bills bills = new Bills()
                .daily("aws", "vision", "2026-09-01", "2026-11-22", "100")
                .daily("aws", "speech", "2026-11-12", "2026-11-22", "30");
        List<Projection> byTeam = new SpendOutlook(bills.ledger(), NOW)
                .project(new SpendQuestion(Measure.EFFECTIVE, List.of(Named.TEAM), List.of()), NOVEMBER, List.of());
        assertThat(byTeam).extracting(each -> each.group().getFirst()).containsExactly("vision", "speech");
        assertThat(expected(byTeam.get(1))).isEqualTo(10 * 30 + 9 * 30, within(0.5));
        assertThat(byTeam.get(1).basis()).contains("the mean of only 10 days");
    }

    @Test
    void plannedSpendComesOnTopUnlessTheTrendHoldsIt() {
        Bills bills = new Bills().daily("aws", "vision", "2026-09-01", "2026-11-22", "100");
        Span tenDays = new Span(Bills.at("2026-11-26"), Bills.at("2026-12-06"));
        var amount = new Range(new BigDecimal("1000"), new BigDecimal("800"), new BigDecimal("1400"));
        Projection onTop = projection(bills, NOVEMBER, new Planned("job", "USD", amount, tenDays, false));
        assertThat(expected(onTop)).isEqualTo(3_500, within(0.5));
        assertThat(onTop.parts().planned()).isEqualByComparingTo("500");
        assertThat(onTop.expected().high().doubleValue()).isGreaterThanOrEqualTo(3_699);
        Projection within = projection(bills, NOVEMBER, new Planned("job", "USD", amount, tenDays, true));
        assertThat(expected(within)).isEqualTo(3_000, within(0.5));
        Projection other = projection(bills, NOVEMBER, new Planned("job", "EUR", amount, tenDays, false));
        assertThat(expected(other)).isEqualTo(3_000, within(0.5));
    }

    @Test
    void partsOfDaysCountByTheirPart() {
        Bills bills = new Bills().daily("aws", "vision", "2026-09-01", "2026-11-22", "100");
        // November as it is in Berlin, which ends an hour before it does in UTC
        Span berlin = new Span(Instant.parse("2026-10-31T23:00:00Z"), Instant.parse("2026-11-30T23:00:00Z"));
        assertThat(expected(projection(bills, berlin))).isEqualTo(2_100 + 8 * 100 + 100 * 23 / 24.0, within(0.5));
    }

    @Test
    void aPeriodThatHasPassedIsWhatItIs() {
        Bills bills = new Bills().daily("aws", "vision", "2026-09-01", "2026-11-22", "100");
        Projection october = projection(bills, new Span(Bills.at("2026-10-01"), Bills.at("2026-11-01")));
        assertThat(october.expected()).isEqualTo(Range.exactly(new BigDecimal("3100")));
        assertThat(october.chanceAbove(new BigDecimal("3100"))).hasValue(0);
        assertThat(october.chanceAbove(new BigDecimal("3099"))).hasValue(1);
    }

    @Test
    void theChanceToEndAboveALimitFallsAsTheLimitRises() {
        var random = new Random(4);
        Bills bills = new Bills();
        for (LocalDate day = LocalDate.parse("2026-08-01");
                day.isBefore(LocalDate.parse("2026-11-22"));
                day = day.plusDays(1)) {
            bills.used(day.toString(), Long.toString(Math.round(1_000 * Math.exp(0.2 * random.nextGaussian()))));
        }
        Projection projection = projection(bills, NOVEMBER);
        double last = 1;
        for (int limit = 20_000; limit <= 45_000; limit += 500) {
            double chance = projection.chanceAbove(BigDecimal.valueOf(limit)).orElseThrow();
            assertThat(chance).isBetween(0.0, last);
            last = chance;
        }
        assertThat(last).isLessThan(0.02);
        assertThat(projection.chanceAbove(projection.expected().high()).orElseThrow())
                .isLessThan(0.12);
        assertThat(projection.chanceAbove(projection.expected().low()).orElseThrow())
                .isGreaterThan(0.88);
    }

    /// A law that the back-test promises: intervals hold what comes about as often as they say, on months drawn by
    /// chance.
    @Test
    void nineOfTenMonthsEndWithinTheirInterval() {
        int held = 0;
        int months = 80;
        for (long seed = 0; seed < months; seed++) {
            var random = new Random(seed);
            double noise = 0.05 + 0.4 * random.nextDouble();
            double wander = 0.03 * random.nextDouble();
            double level = 1_000;
            Bills bills = new Bills();
            double sum = 0;
            for (LocalDate day = LocalDate.parse("2026-08-15");
                    day.isBefore(LocalDate.parse("2026-12-01"));
                    day = day.plusDays(1)) {
                level *= Math.exp(wander * random.nextGaussian());
                double season = day.getDayOfWeek().getValue() > 5 ? 0.6 : 1;
                long amount = Math.round(level * season * Math.exp(noise * random.nextGaussian()));
                sum += day.isBefore(LocalDate.parse("2026-11-01")) ? 0 : amount;
                if (day.isBefore(LocalDate.parse("2026-11-08"))) {
                    bills.used(day.toString(), Long.toString(amount));
                }
            }
            Range expected = new SpendOutlook(bills.ledger(), Instant.parse("2026-11-08T06:00:00Z"))
                    .project(COST, NOVEMBER, List.of())
                    .getFirst()
                    .expected();
            held += expected.low().doubleValue() <= sum
                            && sum <= expected.high().doubleValue()
                    ? 1
                    : 0;
        }
        System.out.println("months that ended within their interval: " + held + " of " + months);
        assertThat(held / (double) months).isBetween(0.82, 1.0);
    }
}
