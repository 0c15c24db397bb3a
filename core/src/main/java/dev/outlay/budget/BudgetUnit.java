package dev.outlay.budget;

import dev.outlay.ledger.Measure;
import dev.outlay.units.Decimals;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What a budget counts in: a currency, GPU-hours, energy or emissions.
public sealed interface BudgetUnit {

    /// How it is written in files and shown, such as `USD` or `kWh`.
    String text();

    /// What charges are summed by; for money `cost`, which is one of the measures of money.
    Measure measure(Measure cost);

    /// An amount as the ledger sums it (money, GPU-seconds, kWh, grams) in this unit.
    BigDecimal ofLedger(BigDecimal amount);

    /// Money of one currency. Throws [IllegalArgumentException] on anything but three letters. Immutable.
    record Currency(String code) implements BudgetUnit {

        private static final Pattern CODE = Pattern.compile("[A-Z]{3}");

        public Currency {
            Objects.requireNonNull(code, "code");
            if (!CODE.matcher(code).matches()) {
                throw new IllegalArgumentException(
                        "a currency is three upper-case letters as in ISO 4217, such as USD: " + code);
            }
        }

        @Override
        public String text() {
            return code;
        }

        @Override
        public Measure measure(Measure cost) {
            return cost;
        }

        @Override
        public BigDecimal ofLedger(BigDecimal amount) {
            return amount;
        }
    }

    /// What is counted in itself, whatever it costs.
    enum Physical implements BudgetUnit {
        GPU_HOURS("gpu-hours", Measure.GPU_HOURS),
        KILOWATT_HOURS("kWh", Measure.ENERGY),
        /// Kilograms of CO2 equivalent.
        KILOGRAMS_CO2E("kgCO2e", Measure.CARBON);

        private final String text;
        private final Measure measure;

        Physical(String text, Measure measure) {
            this.text = text;
            this.measure = measure;
        }

        @Override
        public String text() {
            return text;
        }

        @Override
        public Measure measure(Measure cost) {
            return measure;
        }

        @Override
        public BigDecimal ofLedger(BigDecimal amount) {
            return switch (this) {
                case GPU_HOURS -> Decimals.hours(amount);
                case KILOWATT_HOURS -> amount;
                case KILOGRAMS_CO2E -> Decimals.normal(amount.movePointLeft(3));
            };
        }
    }

    /// The unit of a written name: `usd`, `gpu-hours`, `kWh`, `kgCO2e`. Throws [IllegalArgumentException] naming
    /// what there is.
    static BudgetUnit of(String text) {
        String name = text.strip();
        for (Physical physical : Physical.values()) {
            if (physical.text().equalsIgnoreCase(name)) {
                return physical;
            }
        }
        String code = name.toUpperCase(Locale.ROOT);
        if (!Currency.CODE.matcher(code).matches()) {
            throw new IllegalArgumentException("unknown unit " + text + ": use a currency such as USD, or "
                    + Arrays.stream(Physical.values()).map(Physical::text).collect(Collectors.joining(", ")));
        }
        return new Currency(code);
    }
}
