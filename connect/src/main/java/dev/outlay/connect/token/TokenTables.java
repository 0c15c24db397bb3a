package dev.outlay.connect.token;

import dev.outlay.report.Column;
import dev.outlay.report.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Tokens as tables; the secret stands in the answer that made it, and in no other.
public final class TokenTables {

    private static final List<Column> COLUMNS = List.of(
            Column.text("id"),
            Column.text("name"),
            Column.text("role"),
            Column.text("teams"),
            Column.text("state"),
            Column.time("created"),
            Column.text("by"),
            Column.time("expires"),
            Column.time("revoked"));

    private TokenTables() {}

    /// Every token with its state at an instant.
    public static Table list(List<Token> tokens, Instant now) {
        return table(
                Map.of(
                        "live",
                        Long.toString(tokens.stream()
                                .filter(token -> token.isLive(now))
                                .count())),
                tokens,
                now,
                tokens.isEmpty()
                        ? List.of("there are no tokens: make one with outlay token create --name NAME --role ROLE")
                        : List.of());
    }

    /// A token that was made, with its secret.
    public static Table made(TokenFile.Made made, Instant now) {
        return table(
                Map.of("token", made.secret().text()),
                List.of(made.token()),
                now,
                List.of(
                        "this is the only time that the token is shown: keep it where secrets are kept",
                        "send it as the header Authorization: Bearer TOKEN, or set OUTLAY_TOKEN for this command"));
    }

    /// A token that was ended.
    public static Table revoked(Token token, Instant now) {
        return table(Map.of("revoked", token.name()), List.of(token), now, List.of());
    }

    private static Table table(
            Map<String, @Nullable String> heading, List<Token> tokens, Instant now, List<String> notes) {
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (Token token : tokens) {
            List<@Nullable String> row = new ArrayList<>();
            row.add(token.id());
            row.add(token.name());
            row.add(token.role());
            row.add(token.teamsText());
            row.add(token.state(now));
            row.add(token.created().toString());
            row.add(token.by());
            row.add(token.expires() == null ? null : token.expires().toString());
            row.add(token.revoked() == null ? null : token.revoked().toString());
            rows.add(row);
        }
        return Table.of("tokens", new LinkedHashMap<>(heading), COLUMNS, rows, notes);
    }
}
