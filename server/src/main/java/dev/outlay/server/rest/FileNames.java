package dev.outlay.server.rest;

import dev.outlay.units.CallersMistake;

/// Names that a caller gives to a file: they become a path here and an origin in the ledger.
final class FileNames {

    private static final int LONGEST = 200;

    private FileNames() {}

    static void check(String name) {
        boolean path = name.contains("/") || name.contains("\\") || name.equals(".") || name.equals("..");
        boolean control = name.chars().anyMatch(Character::isISOControl);
        if (name.isBlank() || name.length() > LONGEST || path || control) {
            throw new CallersMistake("name is no plain file name: " + printable(name)
                    + "; give the file's own name without folders, such as usage-2026-10.csv, of at most " + LONGEST
                    + " characters");
        }
    }

    private static String printable(String name) {
        String shown = name.replaceAll("\\p{Cntrl}", "?");
        return shown.length() > LONGEST ? shown.substring(0, LONGEST) + "..." : "'" + shown + "'";
    }
}
