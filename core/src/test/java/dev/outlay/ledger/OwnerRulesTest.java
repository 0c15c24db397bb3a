package dev.outlay.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outlay.ledger.Dimension.Named;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OwnerRulesTest {

    private static final Match LS = new Match.OneOf(new Dimension.Tag("qos"), Set.of("LS"));

    @Test
    void theFirstRuleThatSetsADimensionWins() {
        var rules = new OwnerRules(List.of(
                rule("a", false, LS, Map.of(Named.PROJECT, OwnerValue.Text.of("first"))),
                rule(
                        "b",
                        false,
                        LS,
                        Map.of(Named.PROJECT, OwnerValue.Text.of("second"), Named.TEAM, OwnerValue.Text.of("b")))));
        Charge charge = charge(null, "LS");
        assertThat(rules.value(Named.PROJECT, charge)).isEqualTo("first");
        assertThat(rules.value(Named.TEAM, charge)).isEqualTo("b");
        assertThat(rules.apply(charge).owner().team()).isEqualTo("b");
        assertThat(rules.value(Named.TEAM, charge(null, "BE"))).isNull();
    }

    @Test
    void aRuleSetsOnlyWhatWasNotSaidUnlessItOverrides() {
        Map<Named, OwnerValue> says = Map.of(Named.TEAM, OwnerValue.Text.of("ruled"));
        Charge said = charge("vision", "LS");
        assertThat(new OwnerRules(List.of(rule("a", false, LS, says))).value(Named.TEAM, said))
                .isEqualTo("vision");
        assertThat(new OwnerRules(List.of(rule("a", true, LS, says))).value(Named.TEAM, said))
                .isEqualTo("ruled");
    }

    @Test
    void aRuleWhoseValueIsMissingLeavesTheDimensionToTheNext() {
        var rules = new OwnerRules(List.of(
                rule("a", false, LS, Map.of(Named.TEAM, new OwnerValue.Copy(new Dimension.Tag("owner")))),
                rule("b", false, LS, Map.of(Named.TEAM, OwnerValue.Text.of("fallback")))));
        assertThat(rules.value(Named.TEAM, charge(null, "LS"))).isEqualTo("fallback");
    }

    @Test
    void whatAPatternCapturesBecomesAnOwner() {
        Match like = new Match.Like(new Dimension.Tag("qos"), CommonPattern.of("^team-([a-z]+)(-dev)?$"));
        var rules = new OwnerRules(List.of(rule(
                "a",
                false,
                like,
                Map.of(Named.TEAM, OwnerValue.Text.of("ml-$1"), Named.ENVIRONMENT, OwnerValue.Text.of("$2")))));
        assertThat(rules.value(Named.TEAM, charge(null, "team-vision"))).isEqualTo("ml-vision");
        assertThat(rules.value(Named.ENVIRONMENT, charge(null, "team-vision"))).isNull();
        assertThat(rules.value(Named.ENVIRONMENT, charge(null, "team-vision-dev")))
                .isEqualTo("-dev");
        assertThat(rules.value(Named.TEAM, charge(null, "my-team-vision"))).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a.c",
                "[a-z0-9_-]+",
                "[^/]*/x",
                "(?:a|b)+",
                "(ab)?c{2,3}?",
                "\\d\\D\\w\\W\\.",
                "ü+",
                "[-a]",
                "a|",
                "[a^]"
            })
    void takesWhatJavaAndRe2AgreeOn(String pattern) {
        assertThat(CommonPattern.of(pattern).text()).isEqualTo(pattern);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "(?=a)b; (? begins what only one of Java and RE2 knows",
                "(?i)a; (? begins what only one of Java and RE2 knows",
                "(?<n>a); (? begins what only one of Java and RE2 knows",
                "(a)\\1; \\1 is not the same to Java and RE2",
                "\\s+; \\s is not the same to Java and RE2",
                "\\p{L}; \\p is not the same to Java and RE2",
                "a*+; two counts, one after the other",
                "a{2}{3}; two counts, one after the other",
                "(a*)*; it repeats something that can match nothing",
                "(?:a|b?){2}; it repeats something that can match nothing",
                "(a)+; it captures something that repeats",
                "[a[b]]; a [ within a class",
                "[a&&b]; a & within a class",
                "[[:alpha:]]; a [ within a class",
                "[z-a]; a range within a class goes from a character to a later one",
                "[a-\\d]; a range within a class goes from a character to a later one",
                "[a-c-e]; a - within a class that is no range",
                "[]; an empty class",
                "[a; a [ without its ]",
                "(a; a ( without its )",
                "a); a ) without its (",
                "a^b; a ^ within it",
                "a$b; a $ within it",
                "{2}; the { at 1 has nothing before it to repeat",
                "a{b}; a { without a count",
                "a{3,2}; the count {3,2}",
                "(?:a{100}){100}; its counts make it too large",
                "a\\; it ends in a backslash"
            })
    void refusesTheRestWithTheReason(String pattern, String reason) {
        assertThatThrownBy(() -> CommonPattern.of(pattern))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the pattern ")
                .hasMessageContaining(reason);
    }

    @Test
    void aRuleThatCannotBeMeantIsRefused() {
        Map<Named, OwnerValue> first = Map.of(Named.TEAM, OwnerValue.Text.of("$1"));
        assertThatThrownBy(() -> rule("a", false, LS, first))
                .hasMessage("the rule a sets $1: that needs exactly one pattern among its matches");
        Match like = new Match.Like(Named.NAMESPACE, CommonPattern.of("x"));
        assertThatThrownBy(() -> rule("a", false, like, first))
                .hasMessage("the rule a sets $1, but its pattern x captures 0 groups");
        assertThatThrownBy(() -> rule("a", false, LS, Map.of(Named.NODE, OwnerValue.Text.of("x"))))
                .hasMessageStartingWith("a rule cannot set node: it sets team, project, experiment");
        assertThatThrownBy(() -> rule("a", false, LS, Map.of())).hasMessage("the rule a sets nothing");
        assertThatThrownBy(() -> OwnerValue.Text.of("$x")).hasMessageContaining("$$ for the sign $");
    }

    private static OwnerRule rule(String name, boolean override, Match match, Map<Named, OwnerValue> says) {
        return new OwnerRule(name, List.of(match), says, override);
    }

    private static Charge charge(@Nullable String team, String qos) {
        return SampleFacts.charge("c", "2026-10-01T00:00:00Z", "1", team, Map.of("qos", qos));
    }
}
