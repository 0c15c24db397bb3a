package dev.outlay.report;

import dev.outlay.budget.Ask;
import dev.outlay.budget.Asker;
import dev.outlay.budget.BudgetUnit;
import dev.outlay.budget.Expected;
import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Dimension.Named;
import dev.outlay.units.CallersMistake;
import dev.outlay.units.Decimals;
import dev.outlay.units.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The parameters by which an ask is told: who it is for, and what it will take, stated or by the work.
final class AskParameters {

    static final Parameter ID =
            Parameter.one("id", "llama-7", "The name of the ask and its reservation (default: that of --run)");
    static final Parameter CURRENCY =
            Parameter.one("currency", "EUR", "The currency of --cost, of prices and of --cost-limit (default: USD)");
    private static final Parameter COST = Parameter.one("cost", "50", "What it will cost");
    private static final Parameter COST_LOW =
            Parameter.one("cost-low", "40", "The lower end of what it will cost (default: --cost)");
    private static final Parameter COST_HIGH =
            Parameter.one("cost-high", "80", "The upper end of what it will cost (default: --cost)");
    private static final Parameter GPU_HOURS =
            Parameter.one("gpu-hours", "400", "GPU-hours it will take, beside --cost");
    private static final Parameter ENERGY = Parameter.one("energy", "300", "Energy it will take in kWh, beside --cost");
    private static final Parameter CARBON = Parameter.one("carbon", "90", "What it will emit in kgCO2e, beside --cost");
    private static final Parameter COST_LIMIT =
            Parameter.one("cost-limit", "100", "The most that the job itself may cost, whatever the budgets say");
    private static final Parameter TIMEOUT = Parameter.one(
            "timeout", "36h", "How long it is reserved at most (default: its hours and what the budgets grant)");
    private static final Parameter TAG = Parameter.many("tag", "qos=batch", "A tag of its charges, as KEY=VALUE");

    // these are told by what is asked for and priced; provider, region and gpu are parameters of that
    private static final List<Named> PRICED =
            List.of(Named.PROVIDER, Named.REGION, Named.GPU_MODEL, Named.CAPACITY_TYPE);
    private static final List<Parameter> WHO = Asker.SAYABLE.stream()
            .filter(dimension -> !PRICED.contains(dimension))
            .map(dimension -> Parameter.one(
                    dimension.text(),
                    example(dimension),
                    "The " + dimension.text().replace('-', ' ') + " whose budget it comes under"))
            .toList();
    static final List<Parameter> ALL = all();

    private AskParameters() {}

    private static List<Parameter> all() {
        List<Parameter> all = new ArrayList<>(List.of(ID));
        all.addAll(WHO);
        all.addAll(List.of(TAG, COST, COST_LOW, COST_HIGH, GPU_HOURS, ENERGY, CARBON, COST_LIMIT, TIMEOUT, CURRENCY));
        all.addAll(AskedWork.PARAMETERS);
        return List.copyOf(all);
    }

    /// What is asked for, and the work that it was priced by; null where the amounts were stated.
    record Asked(Ask ask, @Nullable AskedWork work) {}

    /// Throws [CallersMistake] where nothing is asked for, or it is told in two ways.
    static Asked asked(Parameters parameters, Desk desk) {
        boolean stated = List.of(COST, GPU_HOURS, ENERGY, CARBON).stream()
                .anyMatch(parameter -> parameters.text(parameter.name()).isPresent());
        boolean worked =
                AskedWork.isTold(parameters, parameters.text(COST.name()).isPresent());
        if (stated == worked) {
            throw new CallersMistake("say what it will take, in one way: --cost 50, or the GPUs and hours as in --gpu"
                    + " H100 --gpus 8 --hours 12, or what is trained as in --model ResNet-50 --arch cnn --epochs"
                    + " 5 --dataset imagenet --gpu V100 --gpus 1" + (stated ? "; not in two" : ""));
        }
        try {
            if (stated) {
                return new Asked(
                        ask(
                                parameters,
                                who(parameters),
                                amounts(parameters),
                                parameters
                                        .one(AskedWork.GPUS.name(), Texts::positive)
                                        .orElse(null),
                                parameters
                                        .one(AskedWork.HOURS.name(), Texts::positive)
                                        .map(Expected::exactly)
                                        .orElse(null),
                                "as stated"),
                        null);
            }
            AskedWork work = AskedWork.of(parameters, desk);
            Map<Dimension, String> who = who(parameters);
            // where it was priced it would run
            who.putAll(work.who());
            return new Asked(ask(parameters, who, work.amounts(), work.gpus(), work.hours(), work.basis()), work);
        } catch (IllegalArgumentException e) {
            throw CallersMistake.of(e);
        }
    }

    /// The same ask for other amounts.
    static Ask with(Ask ask, Map<BudgetUnit, Expected> amounts, @Nullable Expected hours, String basis) {
        return new Ask(ask.id(), ask.who(), amounts, ask.gpus(), hours, ask.costLimit(), ask.timeout(), basis);
    }

    private static Ask ask(
            Parameters parameters,
            Map<Dimension, String> who,
            Map<BudgetUnit, Expected> amounts,
            @Nullable BigDecimal gpus,
            @Nullable Expected hours,
            String basis) {
        String id = parameters
                .text(ID.name())
                .or(() -> Optional.ofNullable(who.get(Named.RUN)))
                .orElse("unnamed");
        return new Ask(
                id,
                who,
                amounts,
                gpus,
                hours,
                parameters
                        .one(COST_LIMIT.name(), Texts::positive)
                        .map(most -> new Money(currency(parameters), most))
                        .orElse(null),
                parameters.one(TIMEOUT.name(), AskParameters::time).orElse(null),
                basis);
    }

    private static Map<Dimension, String> who(Parameters parameters) {
        Map<Dimension, String> who = new LinkedHashMap<>();
        for (Parameter parameter : WHO) {
            parameters.text(parameter.name()).ifPresent(value -> who.put(Dimension.of(parameter.name()), value));
        }
        for (String tag : parameters.many(TAG.name(), text -> text)) {
            int sign = tag.indexOf('=');
            if (sign < 1 || sign == tag.length() - 1) {
                throw new CallersMistake("tag: KEY=VALUE is expected, such as qos=batch, not " + tag);
            }
            who.put(new Dimension.Tag(tag.substring(0, sign)), tag.substring(sign + 1));
        }
        PRICED.forEach(dimension -> parameters
                .text(parameterOf(dimension))
                // several are not one
                .filter(value -> !value.contains(","))
                .ifPresent(value -> who.put(dimension, value)));
        // a budget of one model is limited to the tag of that name
        parameters.text("model").ifPresent(model -> who.put(new Dimension.Tag("model"), model));
        return who;
    }

    private static String parameterOf(Named dimension) {
        return switch (dimension) {
            case GPU_MODEL -> "gpu";
            case CAPACITY_TYPE -> "capacity";
            default -> dimension.text();
        };
    }

    private static Map<BudgetUnit, Expected> amounts(Parameters parameters) {
        Map<BudgetUnit, Expected> amounts = new LinkedHashMap<>();
        Optional<BigDecimal> cost = parameters.one(COST.name(), Texts::notNegative);
        cost.ifPresent(value -> amounts.put(
                new BudgetUnit.Currency(currency(parameters)),
                new Expected(
                        parameters.one(COST_LOW.name(), Texts::notNegative).orElse(value),
                        value,
                        parameters.one(COST_HIGH.name(), Texts::notNegative).orElse(value))));
        put(amounts, BudgetUnit.Physical.GPU_HOURS, parameters, GPU_HOURS);
        put(amounts, BudgetUnit.Physical.KILOWATT_HOURS, parameters, ENERGY);
        put(amounts, BudgetUnit.Physical.KILOGRAMS_CO2E, parameters, CARBON);
        return amounts;
    }

    private static void put(
            Map<BudgetUnit, Expected> amounts, BudgetUnit unit, Parameters parameters, Parameter parameter) {
        parameters
                .one(parameter.name(), Texts::notNegative)
                .ifPresent(value -> amounts.put(unit, Expected.exactly(value)));
    }

    static String currency(Parameters parameters) {
        return parameters
                .text(CURRENCY.name())
                .map(text -> text.toUpperCase(Locale.ROOT))
                .orElse("USD");
    }

    /// A length of time such as `90m`, `36h` or `7d`. Throws [IllegalArgumentException] on anything else.
    static Duration time(String text) {
        String written = text.strip().toLowerCase(Locale.ROOT);
        BigDecimal hours = written.endsWith("m")
                ? Decimals.hours(Texts.positive(written.substring(0, written.length() - 1))
                        .multiply(BigDecimal.valueOf(60)))
                : PlanParameters.hours(written);
        return Duration.ofSeconds(hours.multiply(BigDecimal.valueOf(3600)).longValue());
    }

    private static String example(Named dimension) {
        return switch (dimension) {
            case TEAM -> "vision";
            case PROJECT -> "detector";
            case NAMESPACE -> "ml-vision";
            case RUN -> "llama-7";
            case POD -> "train-0";
            default -> dimension.text() + "-1";
        };
    }
}
