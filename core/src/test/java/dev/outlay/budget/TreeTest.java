package dev.outlay.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Dimension.Named;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class TreeTest {

    private static final ZoneId UTC = ZoneId.of("UTC");

    @Test
    void aBudgetCountsWhatItsOwnScopeAndThoseAboveItCover() {
        Tree tree = Tree.of(List.of(
                budget("project-x", Scope.of(Named.PROJECT, "x")).under("vision"),
                budget("vision", Scope.of(Named.TEAM, "vision")).under("research"),
                budget("research", new Scope(Map.of(Named.TEAM, Set.of("vision", "speech"))))
                        .under("all"),
                budget("all", Scope.EVERYTHING)));
        assertThat(tree.budgets()).extracting(Budget::name).containsExactly("all", "research", "vision", "project-x");
        Budget project = tree.named("project-x").orElseThrow();
        assertThat(tree.chain(project))
                .extracting(Budget::name)
                .containsExactly("project-x", "vision", "research", "all");
        assertThat(tree.scope(project))
                .isEqualTo(new Scope(Map.of(Named.PROJECT, Set.of("x"), Named.TEAM, Set.of("vision"))));
        assertThat(tree.below(tree.named("research").orElseThrow()))
                .extracting(Budget::name)
                .containsExactly("vision");
    }

    @Test
    void anUnknownParentNamesTheNearestOne() {
        refused(
                Tree.Mistake.Part.PARENT,
                "vision",
                "did you mean company?",
                budget("company", Scope.EVERYTHING),
                budget("vision", Scope.of(Named.TEAM, "vision")).under("compani"));
    }

    @Test
    void aCircleIsRefusedWithItsWay() {
        Tree.Mistake mistake = catchThrowableOfType(
                Tree.Mistake.class,
                () -> Tree.of(List.of(
                        budget("a", Scope.EVERYTHING).under("c"),
                        budget("b", Scope.EVERYTHING).under("a"),
                        budget("c", Scope.EVERYTHING).under("b"))));
        assertThat(mistake).hasMessage("budgets stand below each other in a circle: a below c below b below a");
        assertThat(mistake.part()).isEqualTo(Tree.Mistake.Part.PARENT);
        refused(
                Tree.Mistake.Part.PARENT,
                "a",
                "in a circle: a below a",
                budget("a", Scope.EVERYTHING).under("a"));
    }

    @Test
    void aNameThatStandsTwiceIsRefused() {
        refused(
                Tree.Mistake.Part.NAME,
                "a",
                "stands twice",
                budget("a", Scope.EVERYTHING),
                budget("a", Scope.of(Named.TEAM, "b")));
    }

    @Test
    void aScopeThatNothingCanFallUnderIsRefused() {
        refused(
                Tree.Mistake.Part.SCOPE,
                "speech",
                "covers team=speech, and what is above it covers team=vision",
                budget("vision", Scope.of(Named.TEAM, "vision")),
                budget("speech", Scope.of(Named.TEAM, "speech")).under("vision"));
    }

    @Test
    void budgetsSideBySideThatMeetAreRefused() {
        refused(
                Tree.Mistake.Part.SCOPE,
                "aws",
                "overlap",
                budget("all", Scope.EVERYTHING),
                budget("vision", Scope.of(Named.TEAM, "vision")).under("all"),
                budget("aws", Scope.of(Named.PROVIDER, "aws")).under("all"));
        refused(
                Tree.Mistake.Part.SCOPE,
                "both",
                "stand side by side below all",
                budget("all", Scope.EVERYTHING),
                budget("vision", Scope.of(Named.TEAM, "vision")).under("all"),
                budget("both", new Scope(Map.of(Named.TEAM, Set.of("speech", "vision"))))
                        .under("all"));
    }

    @Test
    void twoTreesThatMeetAreRefused() {
        refused(
                Tree.Mistake.Part.SCOPE,
                "clouds",
                "are tops of trees and overlap",
                budget("teams", Scope.EVERYTHING),
                budget("vision", Scope.of(Named.TEAM, "vision")).under("teams"),
                budget("clouds", Scope.EVERYTHING),
                budget("aws", Scope.of(Named.PROVIDER, "aws")).under("clouds"));
    }

    @Test
    void whatCountsAnotherUnitAnotherPeriodOrAnotherTimeDoesNotOverlap() {
        Scope vision = Scope.of(Named.TEAM, "vision");
        Period year = new Period(Period.Calendar.YEAR, null, null);
        Period first = new Period(Period.Calendar.MONTH, null, LocalDate.of(2026, 7, 1));
        Period second = new Period(Period.Calendar.MONTH, LocalDate.of(2026, 7, 1), null);
        Tree tree = Tree.of(List.of(
                budget("all", Scope.EVERYTHING),
                budget("usd", vision).under("all"),
                budget("hours", vision).limitedTo(Limit.of("10 gpu-hours")).under("all"),
                budget("yearly", vision).per(year, UTC).under("all"),
                budget("first", vision)
                        .limitedTo(Limit.of("1 EUR"))
                        .per(first, UTC)
                        .under("all"),
                budget("second", vision)
                        .limitedTo(Limit.of("2 EUR"))
                        .per(second, UTC)
                        .under("all")));
        assertThat(tree.size()).isEqualTo(6);
    }

    @Test
    void aBudgetAloneMayCoverWhatOthersCoverButNotExactlyTheSame() {
        Budget aws = budget("aws", Scope.of(Named.PROVIDER, "aws"));
        Budget vision = budget("vision", Scope.of(Named.TEAM, "vision"));
        assertThat(Tree.of(List.of(aws, vision)).size()).isEqualTo(2);
        refused(
                Tree.Mistake.Part.SCOPE,
                "again",
                "limit the same",
                aws,
                vision,
                budget("again", Scope.of(Named.PROVIDER, "aws")));
    }

    @Test
    void aTreeOfMoreLevelsThanAnyOrganisationHasIsRefusedAndNotRunInto() {
        List<Budget> chain = new ArrayList<>(List.of(budget("b0", Scope.EVERYTHING)));
        for (int i = 1; i <= 20_000; i++) {
            chain.add(budget("b" + i, Scope.EVERYTHING).under("b" + (i - 1)));
        }
        assertThatThrownBy(() -> Tree.of(chain)).hasMessageContaining("at most 50 levels");
    }

    @Test
    void noTwoBudgetsSideBySideOfATreeThatWasTakenEverMeetAndEveryRefusalNamesTwoThatDo() {
        for (int seed = 0; seed < 400; seed++) {
            Random random = new Random(seed);
            List<Budget> budgets = new ArrayList<>(List.of(budget("top", Scope.EVERYTHING)));
            for (int i = 0; i < 6; i++) {
                budgets.add(budget("b" + i, scope(random)).under("top"));
            }
            boolean meets = false;
            for (int i = 1; i < budgets.size(); i++) {
                for (int j = 1; j < i; j++) {
                    meets |= budgets.get(i).scope().meets(budgets.get(j).scope());
                }
            }
            Tree.Mistake mistake = catchThrowableOfType(Tree.Mistake.class, () -> Tree.of(budgets));
            assertThat(mistake != null).as("seed %s", seed).isEqualTo(meets);
        }
    }

    @Test
    void whatIsStatedAnewTakesThePlaceOfTheOldAndIsAtFaultForIt() {
        Tree tree = Tree.of(List.of(
                budget("all", Scope.EVERYTHING),
                budget("vision", Scope.of(Named.TEAM, "vision")).under("all")));
        Tree more = tree.with(
                List.of(budget("vision", Scope.of(Named.TEAM, "sight")).under("all")));
        assertThat(more.size()).isEqualTo(2);
        assertThat(more.named("vision").orElseThrow().scope().text()).isEqualTo("team=sight");
        Tree.Mistake mistake = catchThrowableOfType(
                Tree.Mistake.class,
                () -> tree.with(
                        List.of(budget("sight", Scope.of(Named.TEAM, "vision")).under("all"))));
        assertThat(mistake.budget()).isEqualTo("sight");
    }

    private static Scope scope(Random random) {
        Map<Dimension, Set<String>> wanted = new LinkedHashMap<>();
        for (Dimension dimension : List.of(Named.TEAM, Named.PROJECT, new Dimension.Tag("x"))) {
            if (random.nextInt(3) > 0) {
                Set<String> values = new LinkedHashSet<>();
                for (int i = 0; i <= random.nextInt(2); i++) {
                    values.add("v" + random.nextInt(6));
                }
                wanted.put(dimension, values);
            }
        }
        return new Scope(wanted);
    }

    private static void refused(Tree.Mistake.Part part, String budget, String said, Budget... budgets) {
        Tree.Mistake mistake = catchThrowableOfType(Tree.Mistake.class, () -> Tree.of(List.of(budgets)));
        assertThat(mistake).hasMessageContaining(said);
        assertThat(mistake.part()).isEqualTo(part);
        assertThat(mistake.budget()).isEqualTo(budget);
    }

    private static Budget budget(String name, Scope scope) {
        return Budget.monthly(name, Limit.of("100 USD"), scope);
    }
}
