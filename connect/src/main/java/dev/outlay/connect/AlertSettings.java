package dev.outlay.connect;

import dev.outlay.alert.AlertPolicy;
import dev.outlay.connect.channel.Channels;
import dev.outlay.connect.channel.ChannelsFile;
import dev.outlay.connect.channel.Secrets;
import dev.outlay.connect.file.AlertsFile;
import dev.outlay.connect.yaml.YamlFile;
import dev.outlay.connect.yaml.YamlMap;
import dev.outlay.connect.yaml.YamlValue;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What is watched and who is told, as the file `alerts.yaml` of a home states it.
///
/// The file is read when it is first needed and again whenever it has changed, so a running server follows it.
/// Without it every rule is watched as it is and nobody is told, and no YAML is loaded. Thread-safe.
public final class AlertSettings implements Supplier<AlertPolicy> {

    private final FollowedFile<AlertPolicy> file;

    private AlertSettings(FollowedFile<AlertPolicy> file) {
        this.file = file;
    }

    /// The settings of a home; `environment` answers null for a variable that is not set.
    public static AlertSettings of(Home home, Function<String, @Nullable String> environment) {
        Secrets secrets = Secrets.of(environment, home.directory());
        return new AlertSettings(
                new FollowedFile<>(home.alertsFile(), AlertPolicy.STANDARD, "", path -> read(path, secrets)));
    }

    private static AlertPolicy read(Path path, Secrets secrets) {
        YamlMap file = YamlFile.read(path);
        Channels channels = file.get("channels")
                .map(YamlValue::map)
                .map(map -> ChannelsFile.read(map, Connectors.CHANNELS, secrets))
                .orElse(Channels.NONE);
        return AlertsFile.read(file, channels.names());
    }

    /// What is stated now. Throws [dev.outlay.units.CallersMistake], naming file and line, where it is not
    /// understood or a channel lacks its secret.
    @Override
    public AlertPolicy get() {
        return file.get();
    }
}
