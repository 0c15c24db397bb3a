package dev.outlay.connect.channel;

import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A POST of JSON to a receiver, to be sent once.
///
/// `receiver` names it in sentences. The address goes into no sentence beyond its host, since it may be a secret,
/// and what is in `secrets` goes into none at all. Immutable and thread-safe.
public record Posting(
        String receiver,
        URI address,
        Map<String, String> headers,
        String body,
        List<String> secrets,
        Duration timeout) {

    public Posting {
        Objects.requireNonNull(receiver, "receiver");
        Objects.requireNonNull(body, "body");
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        secrets = List.copyOf(secrets);
        if (address.getHost() == null) {
            throw new IllegalArgumentException("the address of " + receiver + " names no host");
        }
    }

    /// The receiver and its host, for a person: `Slack (hooks.slack.com)`.
    public String where() {
        return receiver + " (" + address.getHost() + (address.getPort() < 0 ? "" : ":" + address.getPort()) + ")";
    }

    @Override
    public String toString() {
        return where();
    }
}
