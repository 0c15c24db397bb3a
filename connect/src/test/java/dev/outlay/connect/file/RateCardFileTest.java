package dev.outlay.connect.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.outlay.connect.yaml.YamlFile;
import dev.outlay.ledger.CapacityType;
import dev.outlay.pricing.CardCommitment;
import dev.outlay.pricing.MigBasis;
import dev.outlay.pricing.RateCard;
import dev.outlay.pricing.RateCards;
import dev.outlay.units.CallersMistake;
import java.time.DayOfWeek;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RateCardFileTest {

    private static final String FULL = """
            cards:
              - name: first
              - name: full
                from: 2026-10-01
                source: contract 7
                currency: EUR
                zone: Asia/Tokyo
                rates:
                  - {gpu_model: H100, price: 2.10, unit: GPU-Hour}
                  - {provider: lab, sku: node-a, capacity: spot, price: 5, unit: Hour}
                windows:
                  - {name: weekend, days: [sat, Sunday], from: "00:00", to: "24:00", multiplier: 0.7}
                  - {name: peak, days: weekdays, from: "09:00", to: "18:30", multiplier: 1.2}
                priority:
                  tag: urgency
                  multipliers: {High: 2}
                spot: {multiplier: 0.35, interruptions_per_hour: 0.05}
                discounts:
                  - {provider: aws, percent: 7.5}
                tiers:
                  - provider: aws
                    steps:
                      - {above_gpu_hours: 1000, percent: 5}
                      - {above_gpu_hours: 5000, percent: 8}
                commitments:
                  - {name: cud, kind: committed-use, gpu_model: H100, gpus: 16, rate: 1.20, from: 2026-10-01, years: 3}
                  - {name: plan, kind: savings-plan, per_hour: 12.5, percent: 27, from: 2026-10-01T00:00:00Z}
            """;

    @Test
    void everyKeyIsRead() {
        RateCards cards = read(FULL);
        assertThat(cards.cards()).extracting(RateCard::name).containsExactly("first", "full");
        RateCard card = cards.cards().getLast();
        assertThat(card.from()).isEqualTo(Instant.parse("2026-09-30T15:00:00Z"));
        assertThat(card.source()).isEqualTo("card.yaml: contract 7");
        assertThat(card.rates().getFirst().price()).hasToString("2.10 EUR per GPU-Hour");
        assertThat(card.rates().getLast().match().capacityType()).isEqualTo(CapacityType.SPOT);
        assertThat(card.windows().windows().getFirst().days())
                .containsExactlyInAnyOrder(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
        assertThat(card.windows().windows().getLast().days()).hasSize(5);
        assertThat(card.priorities().tag()).isEqualTo("urgency");
        assertThat(card.priorities().multipliers()).containsOnlyKeys("high");
        assertThat(card.discounts().getFirst().off()).hasToString("0.075");
        assertThat(card.volumes().getFirst().steps()).hasSize(2);
        CardCommitment cud = card.commitments().getFirst();
        assertThat(cud.term().to()).isEqualTo(Instant.parse("2029-09-30T15:00:00Z"));
        assertThat(cud.rate()).hasToString("1.20 EUR per GPU-Hour");
        assertThat(card.commitments().getLast().perHour()).hasToString("12.50 EUR");
    }

    @Test
    void aCardSaysByWhatMigDevicesAreDivided() {
        assertThat(read("name: a\nmig: memory\n").cards().getFirst().mig()).isEqualTo(MigBasis.MEMORY);
        assertThatExceptionOfType(CallersMistake.class)
                .isThrownBy(() -> read("name: a\nmig: cores\n"))
                .withMessage("card.yaml, line 2: MIG devices are divided by compute or memory, not cores");
        assertThatExceptionOfType(CallersMistake.class)
                .isThrownBy(() -> read("cards: [{name: a}, {name: b, from: 2026-10-01, mig: memory}]\n"))
                .withMessageContaining("all rate cards divide MIG devices by one thing: a by compute, b by memory");
    }

    @Test
    void aCardOfItsNameOnlyIsACard() {
        assertThat(read("name: plain\n").cards()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "zone: Mars/Olympus | card.yaml, line 2: unknown time zone Mars/Olympus",
                "windws: [] | card.yaml, line 2: unknown key windws: did you mean windows?",
                "rates: [{price: 1, unit: GPU-Hour}] | in which currency? The card states amounts of its own",
                "discounts: [{percent: 130}] | card.yaml, line 2: percent lies between 0 and 100: 130",
                "spot: {multiplier: -1} | card.yaml, line 2: a multiplier is not negative: -1",
                "windows: [{name: a, from: '25:00', to: '06:00', multiplier: 1}] | a time of day from 00:00 to 24:00",
                "windows: [{name: a, days: [caturday], from: '05:00', to: '06:00', multiplier: 1}] | unknown day caturday",
                "commitments: [{name: a, kind: reserved, from: 2026-01-01}] | says its amount and its rate: a",
                "commitments: [{name: a, kind: lease, from: 2026-01-01}] | unknown kind of commitment lease",
                "tiers: [{steps: [{above_gpu_hours: 9, percent: 1}, {above_gpu_hours: 8, percent: 2}]}] | rising order",
                "from: yesterday | a date such as 2026-10-01 or an instant",
            })
    void aMistakeIsToldWithItsLine(String line, String message) {
        assertThatExceptionOfType(CallersMistake.class)
                .isThrownBy(() -> read("name: broken\n" + line + "\n"))
                .withMessageContaining(message)
                .withMessageContaining("card.yaml, line ");
    }

    @Test
    void twoCardsOfOneDayAreRefused() {
        assertThatExceptionOfType(CallersMistake.class)
                .isThrownBy(() -> read("cards: [{name: a}, {name: b}]\n"))
                .withMessage("card.yaml, line 1: two rate cards begin at 1970-01-01T00:00:00Z: a and b");
    }

    private static RateCards read(String text) {
        return RateCardFile.read(YamlFile.parse("card.yaml", text), "card.yaml");
    }
}
