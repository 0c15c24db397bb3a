package dev.outlay.connect.alertmanager;

import dev.outlay.alert.Channel;
import dev.outlay.alert.Message;
import dev.outlay.alert.Outcome;
import dev.outlay.connect.channel.AtSending;
import dev.outlay.connect.channel.Posting;
import dev.outlay.connect.channel.Secret;
import dev.outlay.connect.channel.Wire;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Posts alerts to an Alertmanager, which takes alerts of the same labels for the same.
final class AlertmanagerChannel implements Channel {

    private final String name;
    private final URI address;
    private final Credentials credentials;
    private final AlertmanagerAlerts alerts;
    private final Duration timeout;

    AlertmanagerChannel(
            String name, URI address, Credentials credentials, AlertmanagerAlerts alerts, Duration timeout) {
        this.name = name;
        this.address = address;
        this.credentials = credentials;
        this.alerts = alerts;
        this.timeout = timeout;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String kind() {
        return "alertmanager";
    }

    @Override
    public boolean deduplicates() {
        return true;
    }

    @Override
    public Outcome deliver(Message message) {
        @Nullable Secret secret = credentials.secret();
        return secret == null
                ? send(message, Map.of(), List.of())
                : AtSending.with(secret, revealed -> {
                    String header = credentials.header(revealed);
                    return send(message, Map.of("Authorization", header), List.of(header, revealed));
                });
    }

    private Outcome send(Message message, Map<String, String> headers, List<String> secrets) {
        var posting = new Posting("Alertmanager", address, headers, alerts.of(message), secrets, timeout);
        return Wire.send(posting, reply -> new Outcome.Delivered(posting.where() + " answered " + reply.status()));
    }
}
