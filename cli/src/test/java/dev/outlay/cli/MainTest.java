package dev.outlay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void printsTheVersionItWasBuiltAs() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString()).matches("outlay \\d+\\.\\d+\\.\\d+\\S* \\(Java 2\\d.*\\)\\R");
    }

    @Test
    void endsWithTwoWhereTheCallerNamesNoVerb() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).startsWith("no verb given").contains("Usage: outlay");
    }

    private int run(String... arguments) {
        return new CommandLine(new Main())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }
}
