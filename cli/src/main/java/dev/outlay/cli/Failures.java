package dev.outlay.cli;

import dev.outlay.ledger.LedgerException;
import dev.outlay.ledger.SourceException;
import dev.outlay.units.CallersMistake;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// What each kind of failure says and which exit code it ends with.
final class Failures {

    static final int MISTAKE = 2;
    static final int OUTSIDE = 3;
    static final int OUR_BUG = 70;

    private Failures() {}

    /// A command line that cannot be read.
    static int mistaken(ParameterException mistake, String[] arguments) {
        CommandLine command = mistake.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("outlay: " + mistake.getMessage());
        List<String> near =
                mistake instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
        if (!near.isEmpty()) {
            err.println("Did you mean: " + String.join(", ", near) + "?");
        }
        err.println("See " + command.getCommandSpec().qualifiedName() + " --help");
        return MISTAKE;
    }

    /// A command that failed.
    static int failed(Exception failure, PrintStream err) {
        return switch (failure) {
            case CallersMistake mistake -> say(err, mistake, MISTAKE);
            case SourceException broken -> say(err, broken, broken.isCallersMistake() ? MISTAKE : OUTSIDE);
            case LedgerException unusable -> say(err, unusable, OUTSIDE);
            // the reader of a pipe has what it wanted, as in outlay cost | head -1
            case IOException gone when String.valueOf(gone.getMessage()).contains("Broken pipe") -> 0;
            case IOException io -> say(err, io, OUTSIDE);
            default -> bug(err, failure);
        };
    }

    private static int say(PrintStream err, Exception failure, int code) {
        err.println("outlay: " + failure.getMessage());
        return code;
    }

    private static int bug(PrintStream err, Exception failure) {
        err.println("outlay: this is a bug in Outlay, please report it with the lines below");
        failure.printStackTrace(err);
        return OUR_BUG;
    }
}
