package dev.outlay.connect.webhook;

import dev.outlay.alert.Channel;
import dev.outlay.alert.Message;
import dev.outlay.alert.Outcome;
import dev.outlay.connect.channel.AtSending;
import dev.outlay.connect.channel.Posting;
import dev.outlay.connect.channel.Secret;
import dev.outlay.connect.channel.Wire;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Posts signed JSON. Its receiver is to take two messages with one Idempotency-Key for one.
final class WebhookChannel implements Channel {

    // signed with the time of sending, which a receiver compares with its own; a clock stopped for a
    // demonstration would make every signature look replayed
    private static final InstantSource CLOCK = InstantSource.system();

    private final String name;
    private final URI address;
    private final Secret secret;
    private final Duration timeout;

    WebhookChannel(String name, URI address, Secret secret, Duration timeout) {
        this.name = name;
        this.address = address;
        this.secret = secret;
        this.timeout = timeout;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String kind() {
        return "webhook";
    }

    @Override
    public boolean deduplicates() {
        return true;
    }

    @Override
    public Outcome deliver(Message message) {
        return AtSending.with(secret, key -> {
            String body = WebhookBody.of(message);
            long seconds = CLOCK.instant().getEpochSecond();
            Map<String, String> headers = new LinkedHashMap<>();
            headers.put("Idempotency-Key", printable(message.id()));
            headers.put("Outlay-Timestamp", Long.toString(seconds));
            headers.put("Outlay-Signature", Signature.of(key, seconds, body));
            var posting = new Posting("the webhook", address, headers, body, List.of(key), timeout);
            return Wire.send(posting, reply -> new Outcome.Delivered(posting.where() + " answered " + reply.status()));
        });
    }

    /// An id as a header can hold it: what is no printable ASCII, and the percent sign, as %XX.
    private static String printable(String id) {
        StringBuilder text = new StringBuilder();
        for (byte octet : id.getBytes(StandardCharsets.UTF_8)) {
            if (octet > ' ' && octet < 0x7f && octet != '%') {
                text.append((char) octet);
            } else {
                text.append(String.format("%%%02X", octet));
            }
        }
        return text.toString();
    }
}
