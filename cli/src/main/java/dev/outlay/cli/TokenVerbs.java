package dev.outlay.cli;

import dev.outlay.connect.token.TokenFile;
import dev.outlay.connect.token.TokenTables;
import dev.outlay.connect.token.TokenWishes;
import dev.outlay.report.Parameter;
import dev.outlay.report.Parameters;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// Access tokens of the server: making, listing and ending them, in the home, whether a server runs or not.
final class TokenVerbs {

    private TokenVerbs() {}

    static CommandLine group(Session session) {
        CommandLine group = Main.group(
                "token",
                "Access tokens of the server, for those who are not at this machine.",
                List.of(
                        "token create --name ci --role editor --team vision --expires 90d    # shown this once",
                        "token revoke ci"));
        group.addSubcommand(create(session));
        group.addSubcommand(list(session));
        group.addSubcommand(revoke(session));
        return group;
    }

    private static CommandLine create(Session session) {
        Map<Parameter, OptionSpec> options = new LinkedHashMap<>();
        CommandSpec spec = CommandSpec.wrapWithoutInspection((Callable<Integer>) () -> {
                    Map<String, List<String>> given = new LinkedHashMap<>();
                    options.forEach((parameter, option) -> {
                        List<String> values = option.getValue();
                        if (values != null && !values.isEmpty()) {
                            given.put(parameter.name(), values);
                        }
                    });
                    Instant now = Instant.now();
                    session.print(TokenTables.made(
                            tokens(session)
                                    .create(
                                            TokenWishes.of(
                                                    new Parameters(given),
                                                    System.getProperty("user.name", "unknown"),
                                                    now),
                                            now),
                            now));
                    return 0;
                })
                .name("create");
        for (Parameter parameter : TokenWishes.ALL) {
            OptionSpec option = OptionSpec.builder("--" + parameter.name())
                    .type(List.class)
                    .auxiliaryTypes(String.class)
                    .arity("1")
                    .paramLabel(parameter.example())
                    .description(Help.sentence(parameter))
                    .build();
            options.put(parameter, option);
            spec.addOption(option);
        }
        Help.describe(
                spec,
                "Make a token; what is printed now is shown this once, and only a fingerprint of it is kept.",
                List.of(
                        "token create --name ci --role editor --team vision --expires 90d",
                        "token create --name grafana --role viewer --expires never"));
        return new CommandLine(spec);
    }

    private static CommandLine list(Session session) {
        CommandSpec spec = CommandSpec.wrapWithoutInspection((Callable<Integer>) () -> {
                    session.print(TokenTables.list(tokens(session).all(), Instant.now()));
                    return 0;
                })
                .name("list");
        Help.describe(
                spec,
                "Every token with its role, teams and state; the tokens themselves are not kept.",
                List.of("token list"));
        return new CommandLine(spec);
    }

    private static CommandLine revoke(Session session) {
        PositionalParamSpec id = PositionalParamSpec.builder()
                .index("0")
                .arity("1")
                .type(String.class)
                .paramLabel("NAME")
                .description("The token's name or id.")
                .build();
        CommandSpec spec = CommandSpec.wrapWithoutInspection((Callable<Integer>) () -> {
                    String name = id.getValue();
                    Instant now = Instant.now();
                    session.print(TokenTables.revoked(tokens(session).revoke(name, now), now));
                    return 0;
                })
                .name("revoke")
                .addPositional(id);
        Help.describe(
                spec,
                "End a token: a running server lets it in no more half a second later.",
                List.of("token revoke ci"));
        return new CommandLine(spec);
    }

    private static TokenFile tokens(Session session) {
        return new TokenFile(session.home().tokensFile());
    }
}
