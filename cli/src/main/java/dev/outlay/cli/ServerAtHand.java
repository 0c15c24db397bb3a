package dev.outlay.cli;

import dev.outlay.connect.client.AgentLine;
import dev.outlay.connect.client.RunningServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// The server that owns the ledger: the one that runs, else one that is started on a free port of this machine and
/// stopped at the end. That one looks for no alerts, fetches no prices and starts and stops nothing by itself.
final class ServerAtHand implements Callable<AgentLine>, AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long LOOK_EVERY_MILLISECONDS = 20;
    private static final int ANY_PORT = 0;
    private static final int LEDGER_IS_HELD = 3;
    private static final Duration PATIENCE_FOR_ANOTHER = Duration.ofSeconds(10);

    private final Session session;
    private volatile @Nullable Process own;
    private volatile String said = "";

    ServerAtHand(Session session) {
        this.session = session;
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "server-at-hand"));
    }

    /// A line to it. Throws [IOException] with its last words where none can be started.
    @Override
    public synchronized AgentLine call() throws IOException, InterruptedException {
        Optional<RunningServer> running = session.server();
        if (running.isPresent()) {
            return running.get().agentLine();
        }
        Process process = own;
        if (process == null || !process.isAlive()) {
            process = start();
            own = process;
        }
        long until = System.nanoTime() + PATIENCE.toNanos();
        boolean waitsForAnother = false;
        while (System.nanoTime() < until) {
            boolean ended = !process.isAlive();
            running = session.server();
            if (running.isPresent()) {
                return running.get().agentLine();
            }
            if (ended && process.exitValue() == LEDGER_IS_HELD && !waitsForAnother) {
                // by a server that was started at the same time, which does not answer yet
                waitsForAnother = true;
                until = System.nanoTime() + PATIENCE_FOR_ANOTHER.toNanos();
            } else if (ended && !waitsForAnother) {
                break;
            }
            Thread.sleep(LOOK_EVERY_MILLISECONDS);
        }
        throw new IOException(said.isEmpty() ? "no server could be started for this ledger" : said);
    }

    private Process start() throws IOException {
        ProcessBuilder command = ServeVerb.builder(session, ANY_PORT)
                // standard output is the agent's
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectInput(ProcessBuilder.Redirect.PIPE);
        Map<String, String> environment = command.environment();
        // for this machine's agent, whatever a server of its own would be told
        environment.put("OUTLAY_HOST", "127.0.0.1");
        environment.put("OUTLAY_ALERTS_EVERY", "off");
        environment.put("OUTLAY_AUTOMATION", "off");
        environment.remove("OUTLAY_PRICES_EVERY");
        environment.put(
                "OUTLAY_ENDS_WITH", Long.toString(ProcessHandle.current().pid()));
        Process process = command.start();
        Thread.ofPlatform().daemon().name("server-says").start(() -> listen(process));
        return process;
    }

    private void listen(Process process) {
        try (var lines = new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                session.err().println(line);
                if (line.startsWith("outlay: ")) {
                    said = line.substring("outlay: ".length());
                }
            }
        } catch (IOException e) {
            // it ended while it spoke
            said = said.isEmpty() ? String.valueOf(e.getMessage()) : said;
        }
    }

    @Override
    public void close() {
        Process process = own;
        if (process != null && process.isAlive()) {
            ServeVerb.stop(process);
        }
    }
}
