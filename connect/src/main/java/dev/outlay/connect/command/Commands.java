package dev.outlay.connect.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Runs commands as a program and its arguments: no shell reads them, so nothing in a name can become a command.
///
/// A command gets no input and the environment of this process. What it says is read to the end and kept up to a
/// limit. One that takes longer than it may is ended, with all that it started. Thread-safe.
final class Commands {

    private static final int KEPT_BYTES = 16 * 1024;
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private Commands() {}

    /// Runs a command to its end. Throws [IOException] where there is no such program or it may not be run.
    static Ran run(List<String> command, Map<String, String> environment, Duration timeout) throws IOException {
        var builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        CompletableFuture<String> out = read(process.getInputStream());
        CompletableFuture<String> err = read(process.getErrorStream());
        try {
            boolean ended = process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                end(process);
            }
            return new Ran(ended ? process.exitValue() : null, words(out), words(err), timeout);
        } catch (InterruptedException e) {
            end(process);
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + command.getFirst() + " ran", e);
        }
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /// What was read until now, where something that the command started still holds its output.
    private static String words(CompletableFuture<String> text) {
        return text.completeOnTimeout("", LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    private static CompletableFuture<String> read(InputStream stream) {
        var read = new CompletableFuture<String>();
        Thread.ofVirtual().name("command-output").start(() -> {
            try (stream) {
                byte[] kept = stream.readNBytes(KEPT_BYTES);
                // the rest is read and forgotten, or the command would wait for ever
                stream.transferTo(java.io.OutputStream.nullOutputStream());
                read.complete(new String(kept, StandardCharsets.UTF_8));
            } catch (IOException e) {
                read.completeExceptionally(new UncheckedIOException(e));
            }
        });
        return read.exceptionally(_ -> "");
    }
}
