package dev.outlay;

import dev.outlay.report.BudgetParameters;
import dev.outlay.report.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What can be done to budgets with a few parameters, as every surface offers it.
public enum BudgetAction {
    CREATE(
            "State one budget that there is not yet.",
            BudgetParameters.CREATE,
            List.of(
                    "budget create vision --limit \"5000 USD\" --scope team=vision    # a month of a team",
                    "budget create sprint --limit \"200 gpu-hours\" --period \"14 days\" --scope project=x"
                            + " --threshold 50 --threshold 90:critical:lead@example.org")),
    RECORD(
            "Enter money that no bill or meter tells of, as a charge that every report sees.",
            BudgetParameters.RECORD,
            List.of(
                    "budget record --provider runpod --amount \"120 USD\" --team vision    # counts today",
                    "budget record --provider aws --amount \"-50 USD\" --at 2026-10-15 --id credit-7")),
    RESET(
            "Have the spend of a budget's running period count from now on. The charges stay.",
            List.of(BudgetParameters.NAME, BudgetParameters.BY),
            List.of("budget reset vision --by ada")),
    DELETE(
            "Take a budget away. Its history and the charges stay.",
            List.of(BudgetParameters.NAME, BudgetParameters.WITH_BELOW, BudgetParameters.BY),
            List.of("budget delete vision --with-below    # with the budgets below it"));

    private final String description;
    private final List<Parameter> parameters;
    private final List<String> examples;

    BudgetAction(String description, List<Parameter> parameters, List<String> examples) {
        this.description = description;
        this.parameters = parameters;
        this.examples = examples;
    }

    /// The action of a name.
    public static Optional<BudgetAction> named(String name) {
        return Arrays.stream(values())
                .filter(action -> action.text().equals(name))
                .findFirst();
    }

    /// How it is called, such as `create`.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String description() {
        return description;
    }

    /// The parameters it takes, in the order they are shown.
    public List<Parameter> parameters() {
        return parameters;
    }

    /// Command lines that work, as of a report.
    public List<String> examples() {
        return examples;
    }

    /// Whether it is about one budget that its parameter `name` names.
    public boolean isOfOneBudget() {
        return parameters.contains(BudgetParameters.NAME);
    }
}
