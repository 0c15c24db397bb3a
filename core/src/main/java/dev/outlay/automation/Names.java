package dev.outlay.automation;

import java.util.regex.Pattern;

/// What rules and targets may be called: their names become ids of orders and of events.
public final class Names {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,79}");

    private Names() {}

    /// The name. Throws [IllegalArgumentException] where it is none.
    public static String check(String of, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(of + " has a name of at most 80 letters, digits, dots, dashes and"
                    + " underscores, that starts with a letter or digit, not '" + name + "'");
        }
        return name;
    }
}
