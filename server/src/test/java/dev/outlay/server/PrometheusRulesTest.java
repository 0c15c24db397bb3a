package dev.outlay.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outlay.connect.yaml.YamlFile;
import dev.outlay.connect.yaml.YamlMap;
import dev.outlay.connect.yaml.YamlValue;
import dev.outlay.monitor.Gathered;
import dev.outlay.monitor.Metric;
import dev.outlay.monitor.Watches;
import dev.outlay.server.metrics.OwnMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The rules of `deploy/prometheus`: valid, about metrics there are, and each of them tested to fire and to be silent.
class PrometheusRulesTest {

    private static final Path FOLDER = Path.of("../deploy/prometheus");
    private static final Pattern METRIC = Pattern.compile("\\b(outlay|gpu_autoscaler)_[a-z0-9_]+\\b");

    @ParameterizedTest
    @MethodSource("rules")
    void promtoolTakesTheRules(Path file) throws Exception {
        Promtool.Said said = Promtool.run("", "check", "rules", file.toString());

        assertThat(said.code()).as(said.text()).isZero();
    }

    @ParameterizedTest
    @MethodSource("tests")
    void promtoolFindsThatTheRulesFireAndAreSilentWhenTheyShould(Path file) throws Exception {
        Promtool.Said said = Promtool.run("", "test", "rules", file.toString());

        assertThat(said.code()).as(said.text()).isZero();
    }

    @Test
    void promtoolTakesTheConfiguration() throws Exception {
        Promtool.Said said = Promtool.run(
                "", "check", "config", FOLDER.resolve("prometheus.yml").toString());

        assertThat(said.code()).as(said.text()).isZero();
    }

    @Test
    void everyAlertHasATestInWhichItFiresAndOneInWhichItIsSilent() throws IOException {
        Set<String> alerts = new TreeSet<>();
        for (Path file : rules().toList()) {
            each(file, "groups", "rules").forEach(rule -> rule.get("alert").ifPresent(name -> alerts.add(name.text())));
        }
        Set<String> firing = new TreeSet<>();
        Set<String> silent = new TreeSet<>();
        for (Path file : tests().toList()) {
            each(file, "tests", "alert_rule_test").forEach(test -> {
                boolean isSilent = test.required("exp_alerts").list().items().isEmpty();
                (isSilent ? silent : firing).add(test.required("alertname").text());
            });
        }
        assertThat(alerts).hasSizeGreaterThan(10);
        assertThat(firing).isEqualTo(alerts);
        assertThat(silent).isEqualTo(alerts);
    }

    @Test
    void everyRuleReadsMetricsThatThereAre() throws IOException {
        Set<String> known = Stream.of(
                        Watches.ALL.stream().flatMap(watch -> watch.metrics().stream()),
                        Gathered.METRICS.stream(),
                        OwnMetrics.ALL.stream())
                .flatMap(metrics -> metrics)
                .map(Metric::name)
                .collect(Collectors.toSet());
        Set<String> read = new TreeSet<>();
        for (Path file : rules().toList()) {
            each(file, "groups", "rules")
                    .forEach(rule -> METRIC.matcher(rule.required("expr").text())
                            .results()
                            .map(MatchResult::group)
                            .forEach(read::add));
        }
        assertThat(read).isNotEmpty().isSubsetOf(known);
    }

    private static List<YamlMap> each(Path file, String outer, String inner) {
        List<YamlMap> all = new ArrayList<>();
        for (YamlValue one : YamlFile.read(file).required(outer).list().items()) {
            one.map().get(inner).ifPresent(list -> list.list().items().forEach(item -> all.add(item.map())));
        }
        return all;
    }

    static Stream<Path> rules() throws IOException {
        return files(".rules.yaml");
    }

    static Stream<Path> tests() throws IOException {
        return files(".test.yaml");
    }

    private static Stream<Path> files(String end) throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(end)).sorted().toList().stream();
        }
    }
}
