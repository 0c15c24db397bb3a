package dev.outlay.server.health;

import dev.outlay.server.settings.ServerSettings;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/// Says which process this is and which store it owns, so that a command line can tell it from another server that
/// took over its port.
@Liveness
final class Alive implements HealthCheck {

    private final ServerSettings settings;
    private final String version;

    Alive(ServerSettings settings, @ConfigProperty(name = "quarkus.application.version") String version) {
        this.settings = settings;
        this.version = version;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("outlay")
                .up()
                .withData("pid", ProcessHandle.current().pid())
                .withData("store", settings.store())
                .withData("version", version)
                .build();
    }
}
