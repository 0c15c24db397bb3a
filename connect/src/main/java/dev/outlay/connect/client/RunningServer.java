package dev.outlay.connect.client;

import dev.outlay.ledger.LedgerException;
import dev.outlay.ledger.SourceException;
import dev.outlay.recommend.Status;
import dev.outlay.report.Column;
import dev.outlay.report.Parameters;
import dev.outlay.report.Table;
import dev.outlay.units.CallersMistake;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// A server on this machine that owns the ledger, asked in place of the ledger. Thread-safe.
///
/// Its sentences come back as the exceptions they were on its side, so that a caller need not know who answered.
public final class RunningServer {

    private final ServerFile file;
    private final Conversation conversation;

    private RunningServer(ServerFile file, Conversation conversation) {
        this.file = file;
        this.conversation = conversation;
    }

    /// The server that the file in a home tells of, where it answers and owns `store`. Empty where there is no
    /// file, it is stale, something else listens at its address, or the store is another.
    ///
    /// Without a file, no HTTP client is loaded: a command that finds none pays for one look at the disk.
    public static Optional<RunningServer> find(Path serverFile, String store) {
        return ServerFile.read(serverFile)
                .filter(file -> file.store().equals(store))
                .map(file -> new RunningServer(file, new Conversation(file.url(), bearer(file))))
                .filter(server -> server.conversation.isWith(server.file));
    }

    /// What says who asks: the token of this process, else the key of whoever owns the home; null for nobody.
    private static @Nullable String bearer(ServerFile file) {
        String token = System.getenv("OUTLAY_TOKEN");
        return token == null || token.isBlank() ? file.key() : token.strip();
    }

    /// Where it listens.
    public URI url() {
        return file.url();
    }

    /// A line for an agent's messages to it, with what says who asks.
    public AgentLine agentLine() {
        return new AgentLine(file.url(), bearer(file));
    }

    /// The version it was built as, which may differ from the caller's.
    public String version() {
        return file.version();
    }

    /// The answer to a named report. Throws [CallersMistake] with the server's sentence where the question cannot
    /// be answered as asked, [LedgerException] where the server or its ledger fails.
    public Table answer(String report, Parameters parameters) {
        try {
            return conversation.ask(report, parameters);
        } catch (SourceException e) {
            if (e.isCallersMistake()) {
                throw new CallersMistake(messageOf(e), e);
            }
            throw new LedgerException(LedgerException.Cause.FAILED, messageOf(e), e);
        }
    }

    /// Has the server close the month that the parameters of the report `chargeback` name, and answers with its
    /// statement. Throws [SourceException]: the caller's mistake where it cannot be closed, else a failure of the
    /// server or its ledger.
    public Table close(Parameters parameters) throws SourceException {
        return conversation.close(parameters);
    }

    /// Has the server do what an address of its API stands for, with these parameters and, where there is one, a
    /// text as body; `name` is that of the table it answers with. Throws as [#importFile] does.
    public Table act(String name, String method, String path, Parameters query, @Nullable String body)
            throws SourceException {
        return conversation.act(name, method, path, query, body);
    }

    /// Has the server record what somebody decided about an advice, and answers with it as it stands then; `reason`
    /// is null where none was given, `span` are the parameters that say which span is looked at. Throws as
    /// [#importFile] does.
    public Table decideAdvice(String id, Status status, String actor, @Nullable String reason, Parameters span)
            throws SourceException {
        Map<String, List<String>> wish = new LinkedHashMap<>(span.values());
        wish.put("by", List.of(actor));
        if (reason != null) {
            wish.put("reason", List.of(reason));
        }
        String path = "/api/v1/advice/" + Conversation.encode(id) + "/" + Conversation.encode(status.text());
        return act("recommend", "POST", path, new Parameters(wish), null);
    }

    /// Has the server fetch prices: of these providers or feeds, or of all that it has set up where there are none.
    /// Throws as [#importFile] does.
    public Table fetchPrices(List<String> providers, boolean acceptShrunk) throws SourceException {
        Map<String, List<String>> wish = new LinkedHashMap<>();
        wish.put("provider", providers);
        wish.put("accept-shrunk", List.of(Boolean.toString(acceptShrunk)));
        return conversation.fetchPrices(new Parameters(wish));
    }

    /// Hands a file to the server, which imports it, and answers with what that did. `kind` is one that the
    /// server knows, such as `usage`, `currency` that of amounts whose file says none. `sentBytes`
    /// hears, on another thread, how much of the file has gone out so far.
    ///
    /// Throws [SourceException]: the caller's mistake where the file cannot be read here or the server refuses it,
    /// else a failure of the server or its ledger.
    public Table importFile(String kind, Path path, @Nullable String currency, LongConsumer sentBytes)
            throws SourceException {
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            throw SourceException.callersMistake("cannot import " + path + ": "
                    + (Files.exists(path) ? "it is no file that can be read" : "there is no such file")
                    + "; check the path and its permissions");
        }
        return conversation.send(kind, path, currency, sentBytes);
    }

    /// See [#importFile(String, Path, String, LongConsumer)], for a file that says its currency.
    public Table importFile(String kind, Path path, LongConsumer sentBytes) throws SourceException {
        return importFile(kind, path, null, sentBytes);
    }

    /// Has the server write its charges in the FOCUS form and puts them in a file, whose name's end says its form;
    /// the file appears when it is whole. Throws as [#importFile] does, and where the file is there already unless
    /// it may be replaced.
    public Table exportFocus(String version, Parameters period, Path out, boolean replace) throws SourceException {
        if (Files.exists(out) && !replace) {
            throw SourceException.callersMistake(
                    out + " is there already: name another file, or replace it with --force");
        }
        conversation.fetch(version, period, out);
        return Table.of(
                "export",
                Map.of(),
                List.of(Column.text("file"), Column.text("focus_version")),
                List.of(List.of(out.toString(), version)),
                List.of());
    }

    private static String messageOf(Exception e) {
        return String.valueOf(e.getMessage());
    }
}
