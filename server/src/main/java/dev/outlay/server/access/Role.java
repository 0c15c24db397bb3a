package dev.outlay.server.access;

import dev.outlay.units.CallersMistake;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// What a visitor may do. Each role may do what those before it may.
public enum Role {
    /// Reads.
    VIEWER,
    /// Imports, budgets, expenses, advice, alerts, what training code pushes.
    EDITOR,
    /// Approvals, overrides, the closing of statements.
    APPROVER,
    /// Tokens, settings, automation.
    ADMIN;

    /// The names of all roles, the least first.
    public static final List<String> NAMES =
            Arrays.stream(values()).map(Role::text).toList();

    /// The role of a name. Throws [CallersMistake] with the known ones.
    public static Role of(String text) {
        return Arrays.stream(values())
                .filter(role -> role.text().equals(text.strip().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() ->
                        new CallersMistake("there is no role '" + text + "': use one of " + String.join(", ", NAMES)));
    }

    /// How it is written, such as `viewer`.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether whoever has this role may do what another role may.
    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }
}
