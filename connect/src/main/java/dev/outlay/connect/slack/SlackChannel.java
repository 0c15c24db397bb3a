package dev.outlay.connect.slack;

import dev.outlay.alert.Channel;
import dev.outlay.alert.Message;
import dev.outlay.alert.Outcome;
import dev.outlay.connect.channel.AtSending;
import dev.outlay.connect.channel.Posting;
import dev.outlay.connect.channel.Secret;
import dev.outlay.connect.channel.Wire;
import dev.outlay.connect.json.JsonText;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Posts to an incoming webhook of Slack. Slack gives messages no identity, so it shows twice what is sent twice.
final class SlackChannel implements Channel {

    private final String name;
    private final Secret url;
    private final Duration timeout;

    SlackChannel(String name, Secret url, Duration timeout) {
        this.name = name;
        this.url = url;
        this.timeout = timeout;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String kind() {
        return "slack";
    }

    @Override
    public boolean deduplicates() {
        return false;
    }

    @Override
    public Outcome deliver(Message message) {
        return AtSending.address(url, address -> {
            var posting = new Posting(
                    "Slack",
                    address,
                    Map.of(),
                    JsonText.of(SlackMessage.of(message)),
                    List.of(address.toString(), address.getRawPath()),
                    timeout);
            return Wire.send(
                    posting,
                    reply -> reply.said().equals("ok")
                            ? new Outcome.Delivered(posting.where() + " answered ok")
                            // a page of a proxy or a sign-in, and not Slack
                            : new Outcome.Refused(posting.where() + " answered " + reply.status()
                                    + " and not ok, as Slack does: check the address"));
        });
    }
}
