package dev.outlay.connect.channel;

import dev.outlay.connect.http.FakeSystem;
import dev.outlay.connect.http.FakeSystem.Asked;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A receiver over HTTP.
public final class HttpReceiver implements Receiver {

    private final FakeSystem system;
    private final String path;
    private final Map<String, String> settings;
    private final Map<String, String> secrets;
    private volatile List<Answer> answers = List.of(Answer.TAKEN);

    /// `secrets` are the secrets by key; in a value of either, `{url}` is the address of the receiver.
    public HttpReceiver(
            int status, String taken, String path, Map<String, String> settings, Map<String, String> secrets) {
        this.path = path;
        this.settings = settings;
        this.secrets = secrets;
        this.system = new FakeSystem((exchange, _, number) -> {
            switch (answers.get(Math.min(number, answers.size() - 1))) {
                case TAKEN -> FakeSystem.send(exchange, status, taken.getBytes(StandardCharsets.UTF_8));
                case BUSY -> FakeSystem.send(exchange, 429, bytes("slow down"), "Retry-After", "7");
                case FAILED -> FakeSystem.send(exchange, 500, bytes("rollup_error"));
                case REFUSED -> FakeSystem.send(exchange, 400, bytes("this is no message"));
                case SILENT -> {
                    sleep();
                    FakeSystem.send(exchange, status, taken.getBytes(StandardCharsets.UTF_8));
                }
            }
        });
    }

    /// What it was asked, with headers.
    public List<Asked> asked() {
        return List.copyOf(system.asked);
    }

    @Override
    public Map<String, String> settings() {
        Map<String, String> all = new LinkedHashMap<>();
        secrets.keySet().forEach(key -> all.put(key, "env:" + variable(key)));
        settings.forEach((key, value) -> all.put(key, filled(value)));
        return all;
    }

    @Override
    public List<String> secretKeys() {
        return List.copyOf(secrets.keySet());
    }

    @Override
    public Map<String, String> environment() {
        Map<String, String> variables = new LinkedHashMap<>();
        secrets.forEach((key, secret) -> variables.put(variable(key), filled(secret)));
        return variables;
    }

    @Override
    public void answers(Answer... inTurn) {
        answers = List.of(inTurn);
    }

    @Override
    public List<String> received() {
        return asked().stream().map(Asked::body).toList();
    }

    @Override
    public boolean asksForPauses() {
        return true;
    }

    @Override
    public void close() {
        system.close();
    }

    private String filled(String text) {
        return text.replace("{url}", system.url(path).toString());
    }

    private static String variable(String key) {
        return "HERE_" + key.toUpperCase(java.util.Locale.ROOT);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void sleep() {
        try {
            Thread.sleep(1_300);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
