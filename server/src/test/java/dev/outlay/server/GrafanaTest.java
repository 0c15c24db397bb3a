package dev.outlay.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outlay.connect.yaml.YamlFile;
import dev.outlay.monitor.Gathered;
import dev.outlay.monitor.Metric;
import dev.outlay.monitor.Watches;
import dev.outlay.server.metrics.OwnMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The dashboards of `deploy/grafana`: files that Grafana takes, about metrics there are, of no machine in
/// particular.
class GrafanaTest {

    private static final Pattern METRIC = Pattern.compile("\\b(outlay|gpu_autoscaler)_[a-z0-9_]+\\b");
    private static final Set<String> PLAIN_UNITS = Set.of("short", "percent", "percentunit", "s", "currencyUSD");

    static List<Dashboard> dashboards() throws IOException {
        return Dashboard.all();
    }

    @Test
    void thereAreFourThatLeadToEachOther() throws IOException {
        List<Dashboard> all = dashboards();
        Set<String> uids = all.stream().map(Dashboard::uid).collect(Collectors.toSet());
        assertThat(uids).hasSize(4);
        for (Dashboard dashboard : all) {
            Set<String> others = new HashSet<>(uids);
            others.remove(dashboard.uid());
            assertThat(dashboard.links())
                    .containsExactlyInAnyOrderElementsOf(
                            others.stream().map(uid -> "/d/" + uid).toList());
        }
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void aDashboardIsOfNoMachineAndItsPanelsAreWhole(Dashboard dashboard) throws IOException {
        assertThat(Files.readString(dashboard.file())).doesNotContain("://", "localhost", "127.0.0.1");
        assertThat(dashboard.variables().getFirst()).isEqualTo("datasource");
        assertThat(dashboard.panels()).hasSizeGreaterThan(6);
        assertThat(dashboard.panels().stream().map(Dashboard.Panel::id)).doesNotHaveDuplicates();
        assertThat(dashboard.panels()).allSatisfy(panel -> {
            assertThat(panel.title()).isNotBlank();
            assertThat(panel.datasource()).isEqualTo("${datasource}");
            assertThat(PLAIN_UNITS).contains(panel.unit());
            assertThat(panel.steps()).as("thresholds of %s", panel.title()).isPositive();
            assertThat(panel.queries()).isNotEmpty().doesNotHaveDuplicates();
            assertThat(panel.x() + panel.width()).isBetween(1, 24);
        });
        for (Dashboard.Panel one : dashboard.panels()) {
            for (Dashboard.Panel other : dashboard.panels()) {
                assertThat(one.id() < other.id() && one.overlaps(other))
                        .as("%s over %s", one.title(), other.title())
                        .isFalse();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void queriesAskForMetricsThereAreAndUseVariablesThatAreDeclared(Dashboard dashboard) {
        Set<String> known = Stream.concat(
                        Stream.concat(
                                Watches.ALL.stream().flatMap(watch -> watch.metrics().stream()),
                                Gathered.METRICS.stream()),
                        OwnMetrics.ALL.stream())
                .map(Metric::name)
                .collect(Collectors.toSet());
        for (String query : dashboard.queries()) {
            assertThat(METRIC.matcher(query).results().map(MatchResult::group).toList())
                    .as(query)
                    .allMatch(known::contains);
            assertThat(Pattern.compile("\\$(\\w+)").matcher(query).results().map(match -> match.group(1)))
                    .as(query)
                    .allMatch(dashboard.variables()::contains);
        }
    }

    @Test
    void whatGrafanaIsProvisionedWithIsYaml() throws Exception {
        Path folder = Path.of("../deploy/grafana/provisioning");
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> yaml =
                    files.filter(file -> file.toString().endsWith(".yaml")).toList();
            assertThat(yaml).hasSize(2);
            for (Path file : yaml) {
                assertThat(YamlFile.read(file)).isNotNull();
            }
        }
    }
}
