package dev.outlay.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The command `outlay`. Exit codes: 0 done, 1 a check said no, 2 the caller's mistake, 3 an outside system failed,
/// 70 our bug.
@Command(
        name = "outlay",
        description = "The cost and carbon of GPU and ML training.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeOnExecutionException = Main.OUR_BUG)
public final class Main implements Runnable {
    static final int OUR_BUG = 70;

    @Spec
    private CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no verb given: name one of those below");
    }
}
