package dev.outlay.server.health;

import dev.outlay.server.access.Visitor;
import dev.outlay.server.settings.ServerSettings;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/// Says which process this is and which store it owns, so that a command line can tell it from another server that
/// took over its port; to nobody in particular only that it lives.
@Liveness
final class Alive implements HealthCheck {

    private final ServerSettings settings;
    private final Visitor visitor;
    private final String version;

    Alive(
            ServerSettings settings,
            Visitor visitor,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.settings = settings;
        this.visitor = visitor;
        this.version = version;
    }

    @Override
    public HealthCheckResponse call() {
        if (!visitor.isKnown()) {
            // that it lives is everybody's to know, where its ledger lies is not
            return HealthCheckResponse.up("outlay");
        }
        return HealthCheckResponse.named("outlay")
                .up()
                .withData("pid", ProcessHandle.current().pid())
                .withData("store", settings.store())
                .withData("version", version)
                .build();
    }
}
