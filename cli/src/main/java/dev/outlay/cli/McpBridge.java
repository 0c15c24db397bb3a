package dev.outlay.cli;

import dev.outlay.connect.client.AgentLine;
import dev.outlay.connect.json.JsonText;
import dev.outlay.connect.json.JsonTree;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Carries messages of the Model Context Protocol between lines of text and a server, and writes nothing else.
///
/// Where the server went away, another is found or started and the agent's greeting said again, so that the agent
/// need not know. Questions are carried side by side, everything else in order.
final class McpBridge implements AutoCloseable {

    private static final int PARSE_ERROR = -32700;
    private static final int INTERNAL_ERROR = -32603;
    private static final long GOODBYE_SECONDS = 10;
    private static final String INITIALIZE = "initialize";

    private final OutputStream out;
    private final Callable<AgentLine> lines;
    private final ExecutorService questions = Executors.newVirtualThreadPerTaskExecutor();
    private @Nullable AgentLine line;
    private @Nullable String greeting;
    private @Nullable String version;

    /// A message as far as it matters here: what it asks for, and by which number; null where it has none.
    private record Message(
            String text, @Nullable String method, @Nullable Object id) {}

    /// `lines` gives a line to a server whenever one is needed.
    McpBridge(OutputStream out, Callable<AgentLine> lines) {
        this.out = out;
        this.lines = lines;
    }

    /// Carries until the input ends, and what is under way then.
    void carry(InputStream in) throws IOException, InterruptedException {
        var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        for (String text = lines.readLine(); text != null; text = lines.readLine()) {
            if (!text.isBlank()) {
                take(text);
            }
        }
        questions.shutdown();
        if (!questions.awaitTermination(GOODBYE_SECONDS, TimeUnit.SECONDS)) {
            questions.shutdownNow();
        }
    }

    @Override
    public void close() {
        questions.shutdownNow();
        AgentLine last = current();
        if (last != null) {
            last.close();
        }
    }

    private void take(String text) throws IOException {
        Message message;
        try {
            message = message(text);
        } catch (IOException e) {
            write(failure(null, PARSE_ERROR, "this line is no JSON: " + e.getMessage()));
            return;
        }
        if (INITIALIZE.equals(message.method())) {
            synchronized (this) {
                greeting = text;
                version = null;
            }
            carry(message);
        } else if (message.id() == null || message.method() == null) {
            carry(message);
        } else {
            questions.execute(() -> carry(message));
        }
    }

    private void carry(Message message) {
        try {
            try {
                for (String answer : sent(message)) {
                    write(answer);
                }
            } catch (IOException e) {
                throw e;
            } catch (Exception e) {
                throw new IOException(e.getMessage(), e);
            }
        } catch (IOException e) {
            if (message.id() != null && message.method() != null) {
                writeOrGiveUp(failure(message.id(), INTERNAL_ERROR, String.valueOf(e.getMessage())));
            }
        }
    }

    private List<String> sent(Message message) throws Exception {
        AgentLine known = connected(null, message);
        try {
            return send(known, message);
        } catch (ConnectException | AgentLine.SessionLostException e) {
            // nothing of it was done, so it can be said again
            return send(connected(known, message), message);
        }
    }

    private List<String> send(AgentLine to, Message message) throws IOException {
        boolean greets = INITIALIZE.equals(message.method());
        List<String> answers = to.send(message.text(), greets ? null : version());
        if (greets && !answers.isEmpty()) {
            agreed(answers.getLast());
        }
        return answers;
    }

    /// A line to a server: the one that there is, unless that is `lost`.
    private synchronized AgentLine connected(@Nullable AgentLine lost, Message message) throws Exception {
        AgentLine known = line;
        if (known != null && known != lost) {
            return known;
        }
        AgentLine fresh = lines.call();
        if (lost != null && greeting != null && !INITIALIZE.equals(message.method())) {
            List<String> answers = fresh.send(greeting, null);
            if (!answers.isEmpty()) {
                agreed(answers.getLast());
            }
            fresh.send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}", version);
        }
        line = fresh;
        return fresh;
    }

    private synchronized @Nullable AgentLine current() {
        return line;
    }

    private synchronized @Nullable String version() {
        return version;
    }

    private synchronized void agreed(String answer) throws IOException {
        if (tree(answer) instanceof Map<?, ?> fields
                && fields.get("result") instanceof Map<?, ?> result
                && result.get("protocolVersion") instanceof String agreed) {
            version = agreed;
        }
    }

    private static Message message(String text) throws IOException {
        // several messages in one line were a part of the protocol once: they are carried as they are
        return tree(text) instanceof Map<?, ?> fields
                ? new Message(text, fields.get("method") instanceof String method ? method : null, fields.get("id"))
                : new Message(text, null, null);
    }

    private static @Nullable Object tree(String text) throws IOException {
        return JsonTree.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String failure(@Nullable Object id, int code, String sentence) {
        Map<String, @Nullable Object> error = new LinkedHashMap<>();
        error.put("code", code);
        error.put("message", sentence);
        Map<String, @Nullable Object> message = new LinkedHashMap<>();
        message.put("jsonrpc", "2.0");
        message.put("id", id);
        message.put("error", error);
        return JsonText.of(message);
    }

    private void writeOrGiveUp(String message) {
        try {
            write(message);
        } catch (IOException e) {
            // the agent does not listen any more: its end of the input follows
            questions.shutdown();
        }
    }

    private void write(String message) throws IOException {
        synchronized (out) {
            out.write((message + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }
}
