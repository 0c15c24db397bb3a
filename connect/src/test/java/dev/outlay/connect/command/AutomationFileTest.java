package dev.outlay.connect.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.outlay.automation.Cron;
import dev.outlay.automation.Glob;
import dev.outlay.automation.IdleRule;
import dev.outlay.automation.Match;
import dev.outlay.automation.Rule;
import dev.outlay.automation.Schedule;
import dev.outlay.ledger.Signal;
import dev.outlay.spot.Capability;
import dev.outlay.spot.Change;
import dev.outlay.units.CallersMistake;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AutomationFileTest {

    private static final String WHOLE = """
            actions-per-hour: 4
            targets:
              dev-box:
                match: {namespace: research, pod: "notebook-*"}
                state: [/opt/box.sh, state, "{target}"]
                start: [/opt/box.sh, start]
                stop: [kubectl, scale, --replicas=0, deploy/dev]
                scale: [kubectl, scale, "--replicas={count}", deploy/dev]
                timeout: 90s
            schedules:
              nights:
                cron: 0 20 * * mon-fri
                zone: Europe/Berlin
                do: scale to 0
                targets: ["dev-*"]
                grace: 15m
                catch-up: 2h
                notify: [ops]
            idle:
              lazy:
                for: 60m
                below: {gpu_utilization: 0.02, power: 80}
                do: stop
                targets: [dev-box]
                grace: 10m
                gap: 2m
                rest: 1d
            """;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void readsTargetsSchedulesAndIdleRules() throws IOException {
        AutomationFile.Stated stated = read(WHOLE);

        assertThat(stated.targets())
                .containsExactly(new CommandTarget(
                        "dev-box",
                        List.of("/opt/box.sh", "state", "{target}"),
                        Map.of(
                                Capability.START, List.of("/opt/box.sh", "start"),
                                Capability.STOP, List.of("kubectl", "scale", "--replicas=0", "deploy/dev"),
                                Capability.SCALE, List.of("kubectl", "scale", "--replicas={count}", "deploy/dev")),
                        Duration.ofSeconds(90)));
        assertThat(stated.policy().actionsPerHour()).isEqualTo(4);
        assertThat(stated.policy().halted()).isFalse();
        assertThat(stated.policy().measured("dev-box"))
                .isEqualTo(new Match(Map.of("namespace", new Glob("research"), "pod", new Glob("notebook-*"))));
        assertThat(stated.policy().rules())
                .containsExactly(
                        new Schedule(
                                new Rule.Common(
                                        "nights",
                                        new Change.Scale(0),
                                        List.of(new Glob("dev-*")),
                                        Duration.ofMinutes(15),
                                        List.of("ops")),
                                Cron.of("0 20 * * mon-fri"),
                                ZoneId.of("Europe/Berlin"),
                                Duration.ofHours(2)),
                        new IdleRule(
                                new Rule.Common(
                                        "lazy",
                                        new Change.Stop(),
                                        List.of(new Glob("dev-box")),
                                        Duration.ofMinutes(10),
                                        List.of()),
                                Duration.ofHours(1),
                                Map.of(
                                        Signal.GPU_UTILIZATION, new BigDecimal("0.02"),
                                        Signal.POWER, new BigDecimal("80")),
                                Duration.ofMinutes(2),
                                Duration.ofDays(1)));
    }

    @Test
    void readsTheExample() {
        AutomationFile.Stated stated = AutomationFile.read(Path.of("../examples/automation/automation.yaml"));

        assertThat(stated.targets()).extracting(CommandTarget::name).containsExactly("dev-box", "notebook-ada");
        assertThat(stated.policy().rules())
                .extracting(Rule::name)
                .containsExactly("nights", "mornings", "lazy-notebooks");
    }

    @Test
    void anEmptyFileDoesNothing() throws IOException {
        assertThat(read("")).isEqualTo(AutomationFile.Stated.NOTHING);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "actions-per-hour: 4                 | actions-per-hour: many             | line 1: a number of actions such as 10 is expected, not many",
                "actions-per-hour: 4                 | actions-per-hour: 0                | line 1: a limit of actions an hour is 1 or more: 0",
                "actions-per-hour: 4                 | halt: perhaps                      | line 1: halt takes true or false",
                "actions-per-hour: 4                 | limit: 4                           | line 1: unknown key limit",
                "pod: \"notebook-*\"                 | image: x                           | line 4: unknown key image",
                "state: [/opt/box.sh                 | state: [./box.sh                   | line 5: the program ./box.sh is neither a name on the PATH nor a path in full",
                "state: [/opt/box.sh, state, \"{target}\"] | state: /opt/box.sh           | line 5: a list is expected",
                "[/opt/box.sh, start]                | []                                 | line 6: a program and its arguments are expected",
                "\"--replicas={count}\"              | --replicas=3                       | line 4: scale of dev-box has no argument with {count}",
                "timeout: 90s                        | timeout: 90                        | line 9: a length such as 90s, 15m, 4h or 1d is expected, not 90",
                "timeout: 90s                        | timeout: 2d                        | line 4: a timeout lies between 1 second and 1 hour",
                "0 20 * * mon-fri                    | 0 25 * * mon-fri                   | line 12: the hour of a cron expression lies between 0 and 23",
                "0 20 * * mon-fri                    | every evening                      | line 12: a cron expression has five fields",
                "Europe/Berlin                       | Europe/Berin                       | line 13: there is no time zone Europe/Berin: did you mean Europe/Berlin",
                "scale to 0                          | sleep                              | line 14: start, stop or scale to COUNT is expected",
                "dev-*                               | prod-*                             | line 15: no target is called prod-*: there are dev-box",
                "grace: 15m                          | grace: 8d                          | line 12: a grace lies between 0 and 7 days",
                "catch-up: 2h                        | catch-up: 2d                       | line 12: catch-up lies between 1 minute and 1 day",
                "nights:                             | bad name:                          | line 12: a rule has a name of at most 80 letters",
                "nights:                             | lazy:                              | line 1: two rules have one name",
                "for: 60m                            | for: 1m                            | line 22: idle lasts between 5 minutes and 7 days",
                ", power: 80                         | ''                                 | line 22: two signals at least tell that a GPU is idle",
                "power: 80                           | cpu_utilization: 0.1               | line 22: cpu_utilization tells nothing of a GPU",
                "gpu_utilization: 0.02               | gpu_utilization: 2                 | line 22: gpu_utilization stays under a share above 0 and up to 1, not 2",
                "power: 80                           | heat: 80                           | line 22: unknown signal heat",
                "gap: 2m                             | gap: 2h                            | line 22: a gap is above 0 and no longer than idle lasts"
            })
    void saysWhatIsWrongWithTheLineItStandsOn(String right, String wrong, String sentence) {
        assertThat(WHOLE).contains(right);
        assertThatExceptionOfType(CallersMistake.class)
                .isThrownBy(() -> read(WHOLE.replace(right, wrong)))
                .withMessageContaining("automation.yaml, " + sentence);
    }

    @Test
    void aRuleNeedsWhatItDoesToBePossible() {
        String noStop = WHOLE.replace("    stop: [kubectl, scale, --replicas=0, deploy/dev]\n", "");
        assertThatExceptionOfType(CallersMistake.class)
                .isThrownBy(() -> read(noStop))
                .withMessageContaining("line 23: the rule lazy is to stop dev-box, and nothing says how: add stop");
    }

    @Test
    void anIdleRuleNeedsToKnowWhatIsMeasured() {
        String noMatch = WHOLE.replace("    match: {namespace: research, pod: \"notebook-*\"}\n", "");
        assertThatExceptionOfType(CallersMistake.class)
                .isThrownBy(() -> read(noMatch))
                .withMessageContaining("nothing tells whether dev-box is idle: give it match");
    }

    private AutomationFile.Stated read(String text) throws IOException {
        return AutomationFile.read(Files.writeString(folder.resolve("automation.yaml"), text));
    }
}
