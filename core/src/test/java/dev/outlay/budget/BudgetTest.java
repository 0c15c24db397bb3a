package dev.outlay.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Dimension.Named;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BudgetTest {

    @Test
    void theDetailsOfAnEventSayAllOfABudget() {
        for (long seed = 0; seed < 300; seed++) {
            Budget budget = new RandomBudgets(new Random(seed)).budget("b").under(seed % 2 == 0 ? null : "above");
            assertThat(Budget.of("b", budget.details())).as("seed %s", seed).isEqualTo(budget);
        }
        Budget odd = Budget.monthly("odd", Limit.of("1 EUR"), Scope.of(new Dimension.Tag("a/1/b"), "c/2,\n d"));
        assertThat(Budget.of("odd", odd.details())).isEqualTo(odd);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5000 | says no currency or unit",
                "USD 5000 | not a decimal number: USD",
                "0 USD | above zero",
                "-1 USD | above zero",
                "1 dollars | unknown unit dollars",
                "'' | an amount and its currency",
                "1,000 USD | not a decimal number",
            })
    void aLimitThatIsNoneSaysWhatToWrite(String text, String said) {
        assertThatThrownBy(() -> Limit.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(said);
    }

    @Test
    void aLimitIsMoneyGpuHoursEnergyOrEmissions() {
        assertThat(Limit.of("5000 usd")).isEqualTo(new Limit(new BigDecimal("5000"), new BudgetUnit.Currency("USD")));
        assertThat(Limit.of("200 GPU-hours").text()).isEqualTo("200 gpu-hours");
        assertThat(Limit.of("0.5 kwh").text()).isEqualTo("0.5 kWh");
        assertThat(Limit.of("90 kgCO2e").unit().ofLedger(new BigDecimal("1500")))
                .isEqualTo(new BigDecimal("1.5"));
    }

    @Test
    void thresholdsRiseAndEndAtTenTimesTheLimit() {
        Budget budget = Budget.monthly("a", Limit.of("1 USD"), Scope.EVERYTHING);
        assertThatThrownBy(() -> budget.telling(List.of(at("80"), at("50"))))
                .hasMessageContaining("50 % stands behind 80 %");
        assertThatThrownBy(() -> budget.telling(List.of(at("80"), at("80")))).hasMessageContaining("thresholds rise");
        assertThatThrownBy(() -> at("1000.1")).hasMessageContaining("at most 1000 %");
        assertThatThrownBy(() -> at("0")).hasMessageContaining("above 0 %");
        assertThat(at("1000").severity()).isEqualTo(Severity.CRITICAL);
        assertThat(Threshold.USUAL)
                .extracting(Threshold::severity)
                .containsExactly(Severity.INFO, Severity.WARNING, Severity.CRITICAL);
    }

    @Test
    void aScopeKnowsTheDimensionsOfTheLedgerLabelsAndModels() {
        assertThat(Scope.dimension("label:app")).isEqualTo(new Dimension.Tag("app"));
        assertThat(Scope.dimension("model")).isEqualTo(new Dimension.Tag("model"));
        assertThat(Scope.dimension("gpu-model")).isEqualTo(Named.GPU_MODEL);
        assertThatThrownBy(() -> Scope.dimension("squad")).hasMessageContaining("unknown dimension squad");
        Scope both = new Scope(Map.of(Named.TEAM, Set.of("a", "b"), Named.PROVIDER, Set.of("aws")));
        assertThat(both.text()).isEqualTo("provider=aws, team=a or b");
        assertThat(both.covers(dimension -> dimension == Named.TEAM ? "b" : null))
                .isFalse();
    }

    private static Threshold at(String percent) {
        return Threshold.at(new BigDecimal(percent));
    }
}
