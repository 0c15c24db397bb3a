package dev.outlay.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// Prints the script by which bash and zsh complete verbs and options.
final class CompletionVerb implements Callable<Integer> {

    static final String NAME = "completion";

    private final Session session;
    private final CommandSpec spec;

    private CompletionVerb(Session session) {
        this.session = session;
        this.spec = CommandSpec.wrapWithoutInspection(this).name(NAME);
    }

    static CommandLine command(Session session) {
        var verb = new CompletionVerb(session);
        Help.describe(
                verb.spec,
                "Print a completion script for bash and zsh.",
                List.of("completion > ~/.local/share/bash-completion/completions/outlay    # then open a new shell"));
        return new CommandLine(verb.spec);
    }

    @Override
    public Integer call() throws IOException {
        session.say(AutoComplete.bash("outlay", spec.root().commandLine()));
        return 0;
    }
}
