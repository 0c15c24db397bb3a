package dev.outlay.connect.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outlay.alert.AlertPolicy;
import dev.outlay.alert.Escalation;
import dev.outlay.alert.Pace;
import dev.outlay.alert.Rule;
import dev.outlay.alert.Rules;
import dev.outlay.alert.Severity;
import dev.outlay.alert.Threshold;
import dev.outlay.alert.Watch;
import dev.outlay.connect.yaml.YamlFile;
import dev.outlay.units.CallersMistake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a file of alerts may say, and what is refused with its line.
final class AlertsFileTest {

    private static final List<String> CHANNELS = List.of("ops", "oncall");

    @Test
    void anEmptyFileWatchesEveryRuleAsItIs() {
        AlertPolicy policy = read("");
        assertThat(policy.watches())
                .extracting(Watch::name)
                .containsExactlyElementsOf(Rules.ALL.stream().map(Rule::name).toList());
        assertThat(policy.pace()).isEqualTo(Pace.USUAL);
        assertThat(policy.escalation()).isEqualTo(Escalation.NONE);
    }

    @Test
    void everythingThatCanBeSaidIsRead() {
        AlertPolicy policy = read("""
                rules:
                  - {rule: high-compute-cost, name: vision, where: {team: [vision, search]}, by: team, per-hour: 5 USD}
                  - {rule: high-compute-cost, times: 3, severity: critical, to: [oncall]}
                  - {rule: price-low, off: true}
                  - {rule: idle-gpu, percent: 95 %, over: 4h}
                routes:
                  - {rules: job-failed, severity: [warning, critical], where: {team: vision}, to: ops, more: true}
                  - {to: [ops, oncall]}
                quiet-hours:
                  - {zone: Europe/Berlin, days: weekdays, from: 20:00, to: 08:00, passes: critical, channels: ops}
                  - {days: [sat, sun]}
                escalation: {from: info, steps: [{after: 30m, severity: critical}, {after: 1h, to: oncall}]}
                together: {by: [rule], within: 5m}
                resolve-after: 20m
                renew: 2h
                """);
        assertThat(policy.watches()).hasSize(Rules.ALL.size());
        Watch vision = policy.watches().getFirst();
        assertThat(vision.where()).containsEntry("team", Set.of("vision", "search"));
        assertThat(vision.text("per-hour")).contains("5.00 USD");
        assertThat(policy.watches().get(1).severity()).isEqualTo(Severity.CRITICAL);
        assertThat(policy.watches().get(2).text("percent")).contains("95");
        assertThat(policy.watches().get(2).text("over")).contains("PT4H");
        assertThat(policy.watches()).extracting(Watch::name).doesNotContain("price-low");
        assertThat(policy.routes().getFirst().severities())
                .containsExactlyInAnyOrder(Severity.WARNING, Severity.CRITICAL);
        assertThat(policy.quiet()).hasSize(2);
        assertThat(policy.escalation().steps())
                .extracting(Escalation.Step::after)
                .containsExactly(Duration.ofMinutes(30), Duration.ofHours(1));
        assertThat(policy.pace())
                .isEqualTo(
                        new Pace(Duration.ofMinutes(20), List.of("rule"), Duration.ofMinutes(5), Duration.ofHours(2)));
        assertThat(read("others: off\nrules: [{rule: anomaly}]").watches()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rules: [{rule: idle-gpus}]                              | no rule is called idle-gpus: did you mean idle-gpu?",
                "rules: [{rule: idle-gpu, percent: 130}]                 | percent lies between 1 and 100 percent, not 130",
                "rules: [{rule: idle-gpu, percent: 60}]                  | idle-gpu ends where it is better than where it begins",
                "rules: [{rule: idle-gpu, share: 1}]                     | unknown key share",
                "rules: [{rule: idle-gpu, to: opps}]                     | no channel is called opps: did you mean ops?",
                "rules: [{rule: idle-gpu, severity: grave}]              | a severity is info, warning or critical, not grave",
                "rules: [{rule: price-drop, where: {team: vision}}]      | alerts of price-drop have no label team",
                "rules: [{rule: price-drop, by: [team]}]                 | price-drop has no dimension to take apart team",
                "rules: [{rule: price-drop}, {rule: price-drop}]         | two rules are called price-drop",
                "rules: [{rule: high-compute-cost, per-hour: 5}]         | per-hour is an amount above zero and its currency",
                "rules: [{rule: high-compute-cost, over: 5x}]            | a length of time is expected, such as 30m",
                "routes: [{severity: critical}]                          | the key to is missing",
                "routes: [{to: nobody}]                                  | no channel is called nobody: there are ops, oncall",
                "quiet-hours: [{zone: Mars/Base, from: 1:00, to: 2:00}]  | no time zone is called Mars/Base",
                "quiet-hours: [{from: '20:00'}]                          | the key to is missing",
                "quiet-hours: [{from: '20:00', to: '20:00'}]             | quiet hours end at another time than they begin",
                "quiet-hours: [{days: someday}]                          | unknown day someday",
                "escalation: {steps: [{after: 0m, to: ops}]}             | a step of escalation comes after some time",
                "escalation: {steps: [{after: 5m}]}                      | a step of escalation raises the severity or tells others",
                "escalation: {steps: [{after: 5m, to: ops}, {after: 5m, to: ops}]} | comes later than the one above it",
                "resolve-after: -5m                                      | a length of time is expected",
                "others: maybe                                           | others takes on or off, not maybe",
                "silence: [x]                                            | unknown key silence"
            })
    void whatCannotBeIsRefusedWithItsLine(String yaml, String why) {
        assertThatThrownBy(() -> read("# one line above\n" + yaml))
                .isInstanceOf(CallersMistake.class)
                .hasMessageStartingWith("alerts.yaml, line 2: ")
                .hasMessageContaining(why);
    }

    @Test
    void everyRuleAndThresholdIsDocumented() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "reference", "alerts-file.md"));
        for (Rule rule : Rules.ALL) {
            assertThat(page).contains("| `" + rule.name() + "` |");
            for (Threshold threshold : rule.thresholds()) {
                String shown = threshold.standard() == null
                        ? ""
                        : Watch.of(rule).text(threshold.name()).orElseThrow();
                assertThat(page).as(rule.name()).contains("`" + threshold.name() + "`");
                assertThat(shown).isNotNull();
            }
        }
    }

    private static AlertPolicy read(String yaml) {
        return AlertsFile.read(YamlFile.parse("alerts.yaml", yaml), CHANNELS);
    }
}
