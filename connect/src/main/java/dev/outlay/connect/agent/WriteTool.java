package dev.outlay.connect.agent;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What an agent can write, where a policy lets it.
public enum WriteTool {
    RESERVE(true),
    RECORD_EXPENSE(true),
    ACCEPT_RECOMMENDATION(false),
    ACKNOWLEDGE_ALERT(false);

    private final boolean money;

    WriteTool(boolean money) {
        this.money = money;
    }

    /// Its name as a tool and in the policy: `record_expense`.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether it is about an amount of money, up to which a policy can let it go without a person.
    public boolean isAboutMoney() {
        return money;
    }

    /// The tool of a name; empty where none has it.
    public static Optional<WriteTool> named(String text) {
        return Arrays.stream(values()).filter(tool -> tool.text().equals(text)).findFirst();
    }

    /// The names of all.
    public static List<String> texts() {
        return Arrays.stream(values()).map(WriteTool::text).toList();
    }
}
