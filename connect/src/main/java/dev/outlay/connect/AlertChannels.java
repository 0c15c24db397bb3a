package dev.outlay.connect;

import dev.outlay.connect.channel.Channels;
import dev.outlay.connect.channel.ChannelsFile;
import dev.outlay.connect.channel.Secrets;
import dev.outlay.connect.yaml.YamlFile;
import dev.outlay.connect.yaml.YamlValue;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The channels that the file `alerts.yaml` of a home sets up under its key `channels`.
///
/// The file is read when it is first needed and again whenever it has changed, so a running server follows it.
/// Without it no channel is set up, and no YAML is loaded. Thread-safe.
public final class AlertChannels implements Supplier<Channels> {

    private final FollowedFile<Channels> file;

    private AlertChannels(FollowedFile<Channels> file) {
        this.file = file;
    }

    /// The channels of a home; `environment` answers null for a variable that is not set.
    public static AlertChannels of(Home home, Function<String, @Nullable String> environment) {
        Secrets secrets = Secrets.of(environment, home.directory());
        return new AlertChannels(new FollowedFile<>(
                home.alertsFile(),
                Channels.NONE,
                "",
                path -> YamlFile.read(path)
                        .get("channels")
                        .map(YamlValue::map)
                        .map(map -> ChannelsFile.read(map, Connectors.CHANNELS, secrets))
                        .orElse(Channels.NONE)));
    }

    /// What is set up now. Throws [dev.outlay.units.CallersMistake], naming file and line, where it is not
    /// understood or a secret is missing.
    @Override
    public Channels get() {
        return file.get();
    }
}
