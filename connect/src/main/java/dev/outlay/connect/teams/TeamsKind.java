package dev.outlay.connect.teams;

import dev.outlay.alert.Channel;
import dev.outlay.connect.channel.ChannelKind;
import dev.outlay.connect.channel.ChannelSettings;
import java.util.List;

/// Microsoft Teams. Its one key, `url`, refers to the address of a workflow, which is the secret.
public final class TeamsKind implements ChannelKind {

    @Override
    public String name() {
        return "teams";
    }

    @Override
    public String description() {
        return "a channel or chat of Microsoft Teams, through a workflow that takes webhook requests";
    }

    @Override
    public List<String> keys() {
        return List.of("url");
    }

    @Override
    public Channel open(ChannelSettings settings) {
        return new TeamsChannel(settings.name(), settings.secretAddress("url"), settings.timeout());
    }
}
