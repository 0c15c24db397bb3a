package dev.outlay.connect.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outlay.allocation.Allocation;
import dev.outlay.allocation.Entitlement;
import dev.outlay.allocation.SharedRule;
import dev.outlay.allocation.SharedRule.Split;
import dev.outlay.allocation.Weights;
import dev.outlay.connect.yaml.YamlFile;
import dev.outlay.ledger.CommonPattern;
import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Dimension.Named;
import dev.outlay.ledger.Match;
import dev.outlay.ledger.OwnerRule;
import dev.outlay.ledger.OwnerValue;
import dev.outlay.units.CallersMistake;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllocationFileTest {

    @Test
    void readsRulesAsTheyAreWritten() {
        Allocation allocation = read("""
                rules:
                  - name: first
                    match: {namespace: [a, b], cluster: c}
                    set: {team: x, cost-center: "7"}
                  - match: {pod: {matches: "(.+)-[0-9]+"}}
                    set:
                      project: $1
                      team: {from: tag:squad}
                    override: true
                """);
        assertThat(allocation.owners().rules())
                .containsExactly(
                        new OwnerRule(
                                "first",
                                List.of(
                                        new Match.OneOf(Named.NAMESPACE, Set.of("a", "b")),
                                        new Match.OneOf(Named.CLUSTER, Set.of("c"))),
                                Map.of(
                                        Named.TEAM, OwnerValue.Text.of("x"),
                                        Named.COST_CENTER, OwnerValue.Text.of("7")),
                                false),
                        new OwnerRule(
                                "rule 2",
                                List.of(new Match.Like(Named.POD, CommonPattern.of("(.+)-[0-9]+"))),
                                Map.of(
                                        Named.PROJECT,
                                        OwnerValue.Text.of("$1"),
                                        Named.TEAM,
                                        new OwnerValue.Copy(new Dimension.Tag("squad"))),
                                true));
    }

    @Test
    void readsEntitlementsSharedCostAndTheTagStandard() {
        Allocation allocation = read("""
                idle:
                  entitlements:
                    - {match: {cluster: ml}, over: project, shares: {a: 2, b: 0.5}}
                    - {name: rest, shares: {a: 1}}
                shared:
                  - {name: fee, match: {service: Support}, split: weighted, weights: {a: 1, b: 3}}
                  - {match: {namespace: kube-system}, over: cost-center, split: even}
                tags:
                  required: [team, owner, tag:qos]
                """);
        var parts = Map.of("a", new BigDecimal("2"), "b", new BigDecimal("0.5"));
        assertThat(allocation.entitlements())
                .containsExactly(
                        new Entitlement(
                                "entitlement 1",
                                List.of(new Match.OneOf(Named.CLUSTER, Set.of("ml"))),
                                new Weights(Named.PROJECT, parts)),
                        new Entitlement("rest", List.of(), new Weights(Named.TEAM, Map.of("a", BigDecimal.ONE))));
        assertThat(allocation.shared())
                .containsExactly(
                        new SharedRule(
                                "fee",
                                List.of(new Match.OneOf(Named.SERVICE, Set.of("Support"))),
                                Named.TEAM,
                                Split.WEIGHTED,
                                new Weights(Named.TEAM, Map.of("a", BigDecimal.ONE, "b", new BigDecimal("3")))),
                        new SharedRule(
                                "shared cost 2",
                                List.of(new Match.OneOf(Named.NAMESPACE, Set.of("kube-system"))),
                                Named.COST_CENTER,
                                Split.EVEN,
                                null));
        assertThat(allocation.standard())
                .containsExactly(Named.TEAM, new Dimension.Tag("owner"), new Dimension.Tag("qos"));
    }

    @Test
    void anEmptyFileStatesNothing() {
        assertThat(read("# later\n")).isEqualTo(Allocation.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`ruls: []` | `a.yaml, line 1: unknown key ruls: did you mean rules?`",
                "`rules:\n  - match: {namespac: a}\n    set: {team: x}` | `a.yaml, line 2: unknown dimension namespac`",
                "`rules:\n  - match: {namespace: a}\n    set: {node: x}` | `a.yaml, line 3: unknown key node`",
                "`rules:\n  - match: {namespace: a}` | `a.yaml, line 2: the key set is missing`",
                "`rules:\n  - match: {}\n    set: {team: x}` | `a.yaml, line 2: the rule rule 1 matches nothing`",
                "`rules:\n  - match: {pod: {matches: '(?i)a'}}\n    set: {team: x}` | `a.yaml, line 2: the pattern (?i)a is not taken: (? begins`",
                "`rules:\n  - match: {pod: a}\n    set: {team: $1}` | `a.yaml, line 2: the rule rule 1 sets $1: that needs exactly one pattern`",
                "`rules:\n  - match: {pod: []}\n    set: {team: x}` | `a.yaml, line 2: an empty list matches nothing`",
                "`rules:\n  - match: {pod: a}\n    set: {team: [x]}` | `a.yaml, line 3: a text is expected, not a list`",
                "`shared:\n  - {match: {service: S}, split: evenly}` | `a.yaml, line 2: split takes even, weighted or proportional, not evenly`",
                "`shared:\n  - {match: {service: S}, split: weighted}` | `a.yaml, line 2: the shared cost shared cost 1 takes weights where its split is weighted`",
                "`shared:\n  - {match: {service: S}, split: even, over: node}` | `a.yaml, line 2: one of team, project, experiment, cost-center, environment is expected, not node`",
                "`idle: {entitlements: [{shares: {a: -1}}]}` | `a.yaml, line 1: the part of a must be above zero, not -1`",
                "`idle: {entitlements: [{shares: {a: many}}]}` | `a.yaml, line 1: not a decimal number: many`",
                "`tags: {required: []}` | `a.yaml, line 1: an empty standard`",
                "`tags: {required: [team, team]}` | `a.yaml, line 1: team stands twice`"
            })
    void whatIsNotUnderstoodIsRefusedWithItsLine(String text, String message) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(CallersMistake.class).hasMessageStartingWith(message);
    }

    private static Allocation read(String text) {
        return AllocationFile.read(YamlFile.parse("a.yaml", text));
    }
}
