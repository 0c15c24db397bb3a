package dev.outlay.server;

import dev.outlay.Outlay;
import dev.outlay.catalog.Catalog;
import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.MemoryLedger;
import dev.outlay.ledger.Source;
import dev.outlay.server.rest.FileSources;
import dev.outlay.server.settings.ServerSettings;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;
import org.eclipse.microprofile.config.Config;

/// What is made once and handed to everything else.
final class Wiring {

    @Produces
    @Singleton
    ServerSettings settings(Config config) {
        return ServerSettings.of(name -> config.getOptionalValue(name, String.class).orElse(null));
    }

    @Produces
    @Singleton
    Ledger ledger(ServerSettings settings) {
        return new MemoryLedger();
    }

    @Produces
    @Singleton
    FileSources sources() {
        return new FileSources() {
            @Override
            public List<String> kinds() {
                return List.of("usage", "focus", "prices");
            }

            @Override
            public Source open(String kind, Path file, LongConsumer readFacts) {
                throw new UnsupportedOperationException();
            }
        };
    }

    @Produces
    @Singleton
    @Startup
    Outlay outlay(Ledger ledger, ServerSettings settings) {
        return new Outlay(() -> ledger, Catalog.builtin(), settings.clock());
    }

    void close(@Disposes Outlay outlay) {
        outlay.close();
    }
}
