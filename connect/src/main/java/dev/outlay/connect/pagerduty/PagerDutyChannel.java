package dev.outlay.connect.pagerduty;

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

/// Sends events to PagerDuty, which adds those of one key to one incident while that is open.
final class PagerDutyChannel implements Channel {

    private final String name;
    private final URI address;
    private final Secret routingKey;
    private final Duration timeout;

    PagerDutyChannel(String name, URI address, Secret routingKey, Duration timeout) {
        this.name = name;
        this.address = address;
        this.routingKey = routingKey;
        this.timeout = timeout;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String kind() {
        return "pagerduty";
    }

    @Override
    public boolean deduplicates() {
        return true;
    }

    @Override
    public Outcome deliver(Message message) {
        return AtSending.with(routingKey, key -> switch (message.kind()) {
            case TRIGGER -> send(PagerDutyEvent.trigger(message, key), key);
            case ACKNOWLEDGE -> send(PagerDutyEvent.about(message, "acknowledge", key), key);
            case RESOLVE -> send(PagerDutyEvent.about(message, "resolve", key), key);
            case TEST -> test(message, key);
        });
    }

    /// A test leaves no incident open.
    private Outcome test(Message message, String key) {
        Outcome opened = send(PagerDutyEvent.trigger(message, key), key);
        if (!(opened instanceof Outcome.Delivered)) {
            return opened;
        }
        Outcome closed = send(PagerDutyEvent.about(message, "resolve", key), key);
        return closed instanceof Outcome.Delivered
                ? new Outcome.Delivered(
                        opened.sentence() + "; the incident of the test was resolved: " + closed.sentence())
                : new Outcome.Delivered(opened.sentence()
                        + "; the incident of the test is still open, resolve it by hand: " + closed.sentence());
    }

    private Outcome send(String event, String key) {
        var posting = new Posting("PagerDuty", address, Map.of(), event, List.of(key), timeout);
        return Wire.send(
                posting,
                reply -> new Outcome.Delivered(posting.where() + " answered " + reply.status() + ": " + reply.said()));
    }
}
