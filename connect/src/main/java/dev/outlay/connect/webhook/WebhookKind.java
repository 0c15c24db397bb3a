package dev.outlay.connect.webhook;

import dev.outlay.alert.Channel;
import dev.outlay.connect.channel.ChannelKind;
import dev.outlay.connect.channel.ChannelSettings;
import dev.outlay.connect.channel.Secret;
import java.util.List;

/// A webhook of your own. `url` is its address; `secret` refers to what messages are signed with, at least 16
/// characters.
public final class WebhookKind implements ChannelKind {

    private static final int SHORTEST = 16;

    @Override
    public String name() {
        return "webhook";
    }

    @Override
    public String description() {
        return "signed JSON to an address of your own";
    }

    @Override
    public List<String> keys() {
        return List.of("url", "secret");
    }

    @Override
    public Channel open(ChannelSettings settings) {
        Secret secret = settings.secret("secret");
        if (secret.reveal().length() < SHORTEST) {
            throw settings.mistake(
                    "secret",
                    "the secret in " + secret + " has fewer than " + SHORTEST
                            + " characters, which can be guessed: use 32 random ones");
        }
        return new WebhookChannel(settings.name(), settings.address("url"), secret, settings.timeout());
    }
}
