package dev.outlay.connect.slack;

import dev.outlay.alert.Channel;
import dev.outlay.connect.channel.ChannelKind;
import dev.outlay.connect.channel.ChannelSettings;
import java.util.List;

/// Slack. Its one key, `url`, refers to the address of an incoming webhook, which is the secret.
public final class SlackKind implements ChannelKind {

    @Override
    public String name() {
        return "slack";
    }

    @Override
    public String description() {
        return "a channel of Slack, through an incoming webhook";
    }

    @Override
    public List<String> keys() {
        return List.of("url");
    }

    @Override
    public Channel open(ChannelSettings settings) {
        return new SlackChannel(settings.name(), settings.secretAddress("url"), settings.timeout());
    }
}
