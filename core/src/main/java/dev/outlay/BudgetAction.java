package dev.outlay;

import dev.outlay.report.BudgetParameters;
import dev.outlay.report.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What can be done to budgets with a few parameters, as every surface offers it.
public enum BudgetAction {
    CREATE("State one budget that there is not yet."),
    RECORD("Enter money that no bill or meter tells of, as a charge that every report sees."),
    RESET("Have the spend of a budget's running period count from now on. The charges stay."),
    DELETE("Take a budget away. Its history and the charges stay.");

    private final String description;

    BudgetAction(String description) {
        this.description = description;
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
        return switch (this) {
            case CREATE -> BudgetParameters.CREATE;
            case RECORD -> BudgetParameters.RECORD;
            case RESET -> List.of(BudgetParameters.NAME, BudgetParameters.BY);
            case DELETE -> List.of(BudgetParameters.NAME, BudgetParameters.WITH_BELOW, BudgetParameters.BY);
        };
    }

    /// Command lines that work, as of a report.
    public List<String> examples() {
        return switch (this) {
            case CREATE ->
                List.of(
                        "budget create vision --limit \"5000 USD\" --scope team=vision    # a month of a team",
                        "budget create sprint --limit \"200 gpu-hours\" --period \"14 days\" --scope project=x"
                                + " --threshold 50 --threshold 90:critical:lead@example.org");
            case RECORD ->
                List.of(
                        "budget record --provider runpod --amount \"120 USD\" --team vision    # counts today",
                        "budget record --provider aws --amount \"-50 USD\" --at 2026-10-15 --id credit-7");
            case RESET -> List.of("budget reset vision --by ada");
            case DELETE -> List.of("budget delete vision --with-below    # with the budgets below it");
        };
    }

    /// Whether it is about one budget that its parameter `name` names.
    public boolean isOfOneBudget() {
        return parameters().contains(BudgetParameters.NAME);
    }
}
