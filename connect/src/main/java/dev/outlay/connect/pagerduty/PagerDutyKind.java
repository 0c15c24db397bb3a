package dev.outlay.connect.pagerduty;

import dev.outlay.alert.Channel;
import dev.outlay.connect.channel.ChannelKind;
import dev.outlay.connect.channel.ChannelSettings;
import dev.outlay.connect.channel.Secret;
import java.net.URI;
import java.util.List;

/// PagerDuty. `routing_key` refers to the integration key of a service, 32 characters; `region` is us or eu; `url`
/// takes the place of PagerDuty's own address.
public final class PagerDutyKind implements ChannelKind {

    private static final int KEY_LENGTH = 32;

    @Override
    public String name() {
        return "pagerduty";
    }

    @Override
    public String description() {
        return "incidents of a service of PagerDuty, through its Events API v2";
    }

    @Override
    public List<String> keys() {
        return List.of("routing_key", "region", "url");
    }

    @Override
    public Channel open(ChannelSettings settings) {
        Secret key = settings.secret("routing_key");
        if (key.reveal().length() != KEY_LENGTH) {
            throw settings.mistake(
                    "routing_key",
                    "the routing key in " + key + " has not " + KEY_LENGTH
                            + " characters: take the integration key of an Events API v2 integration");
        }
        String region = settings.text("region", "us");
        URI address = settings.address(
                "url",
                switch (region) {
                    case "us" -> "https://events.pagerduty.com/v2/enqueue";
                    case "eu" -> "https://events.eu.pagerduty.com/v2/enqueue";
                    default -> throw settings.mistake("region", "a region of PagerDuty is us or eu, not " + region);
                });
        return new PagerDutyChannel(settings.name(), address, key, settings.timeout());
    }
}
