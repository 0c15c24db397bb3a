package dev.outlay.server;

import dev.outlay.ledger.LedgerException;
import dev.outlay.server.settings.ServerSettings;
import dev.outlay.units.CallersMistake;
import java.net.BindException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Why the server did not start: one line for a person, and the exit code. `bug` is null unless it is ours.
record StartFailure(int exitCode, String line, @Nullable Throwable bug) {

    private static final int CALLERS_MISTAKE = 2;
    private static final int OUTSIDE_FAILED = 3;
    private static final int OUR_BUG = 70;

    static StartFailure of(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(20)
                .map(StartFailure::known)
                .filter(known -> known != null)
                .findFirst()
                .orElseGet(() -> new StartFailure(OUR_BUG, "the server failed to start: " + failure, failure));
    }

    void end() {
        System.err.println("outlay: " + line);
        if (bug != null) {
            bug.printStackTrace();
        }
        System.exit(exitCode);
    }

    private static @Nullable StartFailure known(Throwable cause) {
        return switch (cause) {
            case CallersMistake mistake ->
                new StartFailure(CALLERS_MISTAKE, String.valueOf(mistake.getMessage()), null);
            case LedgerException ledger -> new StartFailure(OUTSIDE_FAILED, String.valueOf(ledger.getMessage()), null);
            case BindException _ -> new StartFailure(CALLERS_MISTAKE, portInUse(), null);
            default -> null;
        };
    }

    private static String portInUse() {
        return "cannot listen on port " + ServerSettings.ofProcess().port()
                + ": something else does already; stop it or choose another with" + " --port, such as --port 8053";
    }
}
