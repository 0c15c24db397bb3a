package dev.outlay.connect;

import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The folder where Outlay keeps what it knows: the ledger's file and, while one runs, the address of the server.
///
/// The directory is absolute; it need not exist. Immutable and thread-safe.
public record Home(Path directory) {

    public Home {
        directory =
                Objects.requireNonNull(directory, "directory").toAbsolutePath().normalize();
    }

    /// The home of a caller: the option `--home` where one was given, else `OUTLAY_HOME`, else `outlay` in
    /// `XDG_DATA_HOME`, else in `~/.local/share`.
    ///
    /// `environment` answers null for a variable that is not set. A blank value counts as not set, and so does an
    /// `XDG_DATA_HOME` that is not absolute, as the XDG Base Directory Specification demands. Throws
    /// [java.nio.file.InvalidPathException] where the text is no path.
    public static Home resolve(@Nullable String option, Function<String, @Nullable String> environment, Path userHome) {
        String chosen = isGiven(option) ? option : environment.apply("OUTLAY_HOME");
        if (isGiven(chosen)) {
            return new Home(Path.of(chosen));
        }
        String data = environment.apply("XDG_DATA_HOME");
        Path base = isGiven(data) && Path.of(data).isAbsolute() ? Path.of(data) : userHome.resolve(".local/share");
        return new Home(base.resolve("outlay"));
    }

    /// See [#resolve(String, Function, Path)], in the environment of this process.
    public static Home resolve(@Nullable String option) {
        return resolve(option, System::getenv, Path.of(System.getProperty("user.home")));
    }

    /// The ledger that is kept here: a DuckDB file.
    public String ledgerUrl() {
        return "duckdb:" + directory.resolve("ledger.duckdb");
    }

    /// Who pays for what, if somebody stated it.
    public Path allocationFile() {
        return directory.resolve("allocation.yaml");
    }

    /// The rate cards that price usage, if somebody stated them.
    public Path rateCardFile() {
        return directory.resolve("rate-card.yaml");
    }

    /// What is done by itself, if somebody stated it.
    public Path automationFile() {
        return directory.resolve("automation.yaml");
    }

    /// The file that halts automation for as long as it is there.
    public Path automationSwitch() {
        return directory.resolve("automation.stop");
    }

    /// What is watched and whom to tell, if somebody stated it.
    public Path alertsFile() {
        return directory.resolve("alerts.yaml");
    }

    /// The access tokens, without their secrets.
    public Path tokensFile() {
        return directory.resolve("tokens.jsonl");
    }

    /// What agents may write, if somebody stated it.
    public Path agentFile() {
        return directory.resolve("mcp.yaml");
    }

    /// Where a running server says how it is reached.
    public Path serverFile() {
        return directory.resolve("server.json");
    }

    private static boolean isGiven(@Nullable String text) {
        return text != null && !text.isBlank();
    }
}
