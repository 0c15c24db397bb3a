package dev.outlay.connect.alertmanager;

import dev.outlay.alert.Channel;
import dev.outlay.connect.channel.ChannelKind;
import dev.outlay.connect.channel.ChannelSettings;
import dev.outlay.connect.channel.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Alertmanager. `url` is its address without `/api/v2`; `token` refers to a bearer token, or `user` and `password`
/// say who asks, or `auth: none` says that it asks for nothing; `lasts` is how long an alert holds without a word;
/// `labels` are put on every alert.
public final class AlertmanagerKind implements ChannelKind {

    private static final Duration LASTS = Duration.ofDays(1);
    private static final Duration LONGEST = Duration.ofDays(90);
    private static final Pattern LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

    @Override
    public String name() {
        return "alertmanager";
    }

    @Override
    public String description() {
        return "alerts of a Prometheus Alertmanager, version 0.22 or later";
    }

    @Override
    public List<String> keys() {
        return List.of("url", "token", "user", "password", "auth", "lasts", "labels");
    }

    @Override
    public Channel open(ChannelSettings settings) {
        URI base = settings.address("url");
        Optional<Secret> token = settings.secretOrNone("token");
        Credentials credentials = token.isPresent()
                ? new Credentials(null, token.get())
                : settings.secretUnlessOpen("password")
                        .map(password -> new Credentials(settings.text("user"), password))
                        .orElse(Credentials.NONE);
        Map<String, String> labels = new LinkedHashMap<>();
        settings.map("labels").entries().forEach((name, value) -> {
            if (!LABEL.matcher(name).matches()) {
                throw value.mistake("the name of a label has letters, digits and underscores: " + name);
            }
            labels.put(name, value.text());
        });
        return new AlertmanagerChannel(
                settings.name(),
                URI.create(base.toString().replaceAll("/+$", "") + "/api/v2/alerts"),
                credentials,
                new AlertmanagerAlerts(labels, settings.duration("lasts", LASTS, LONGEST)),
                settings.timeout());
    }
}
