package dev.outlay.connect.teams;

import dev.outlay.alert.Channel;
import dev.outlay.alert.Message;
import dev.outlay.alert.Outcome;
import dev.outlay.connect.channel.AtSending;
import dev.outlay.connect.channel.Posting;
import dev.outlay.connect.channel.Secret;
import dev.outlay.connect.channel.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Posts to a workflow of Microsoft Teams, which shows twice what is sent twice.
final class TeamsChannel implements Channel {

    private final String name;
    private final Secret url;
    private final Duration timeout;

    TeamsChannel(String name, Secret url, Duration timeout) {
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
        return "teams";
    }

    @Override
    public boolean deduplicates() {
        return false;
    }

    @Override
    public Outcome deliver(Message message) {
        return AtSending.address(url, address -> {
            List<String> secrets = new ArrayList<>(List.of(address.toString(), address.getRawPath()));
            if (address.getRawQuery() != null) {
                // its parameter sig lets everybody send
                secrets.addAll(List.of(address.getRawQuery().split("&", -1)));
            }
            var posting = new Posting("Teams", address, Map.of(), TeamsCard.of(message), secrets, timeout);
            // a workflow answers 202 when it has begun; what it does with the card it tells nobody
            return Wire.send(
                    posting,
                    reply -> new Outcome.Delivered(
                            posting.where() + " answered " + reply.status() + ": the workflow has begun"));
        });
    }
}
