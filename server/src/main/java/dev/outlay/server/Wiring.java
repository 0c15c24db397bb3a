package dev.outlay.server;

import dev.outlay.Alerting;
import dev.outlay.Outlay;
import dev.outlay.automation.Automation;
import dev.outlay.automation.AutomationAnswers;
import dev.outlay.catalog.Catalog;
import dev.outlay.connect.AllocationSettings;
import dev.outlay.connect.Connectors;
import dev.outlay.connect.GridFetch;
import dev.outlay.connect.RateCardSettings;
import dev.outlay.connect.channel.PostOffice;
import dev.outlay.connect.feed.FeedSettings;
import dev.outlay.connect.feed.PriceFetch;
import dev.outlay.ledger.Ledger;
import dev.outlay.server.rest.FileSources;
import dev.outlay.server.settings.AccessSettings;
import dev.outlay.server.settings.AlertChecks;
import dev.outlay.server.settings.AutomationRuns;
import dev.outlay.server.settings.MetricsSettings;
import dev.outlay.server.settings.ServerSettings;
import dev.outlay.units.CallersMistake;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Locale;
import org.eclipse.microprofile.config.Config;

/// What is made once and handed to everything else.
final class Wiring {

    @Produces
    @Singleton
    ServerSettings settings(Config config) {
        return ServerSettings.of(
                name -> config.getOptionalValue(name, String.class).orElse(null));
    }

    @Produces
    @Singleton
    AccessSettings access(Config config) {
        return AccessSettings.of(
                name -> config.getOptionalValue(name, String.class).orElse(null));
    }

    @Produces
    @Singleton
    MetricsSettings metricsSettings(Config config) {
        return MetricsSettings.of(
                name -> config.getOptionalValue(name, String.class).orElse(null));
    }

    @Produces
    @Singleton
    Ledger ledger(ServerSettings settings) {
        try {
            return Connectors.ledger(settings.store(), settings.home().directory(), settings.clock());
        } catch (IllegalArgumentException e) {
            throw new CallersMistake(String.valueOf(e.getMessage()), e);
        }
    }

    @Produces
    @Singleton
    FileSources sources(ServerSettings settings) {
        return new ConnectorSources(settings.clock());
    }

    @Produces
    @Singleton
    @Startup
    Outlay outlay(Ledger ledger, ServerSettings settings) {
        return new Outlay(
                () -> ledger,
                Catalog.builtin(),
                settings.clock(),
                AllocationSettings.of(settings.home(), settings.allocation()),
                RateCardSettings.of(settings.home(), null));
    }

    @Produces
    @Singleton
    PriceFetch priceFetch(Outlay outlay, ServerSettings settings, Config config) {
        return Connectors.priceFetch(
                outlay,
                settings.home(),
                settings.clock(),
                variable -> config.getOptionalValue(
                                variable.toLowerCase(Locale.ROOT).replace('_', '.'), String.class)
                        .orElse(null));
    }

    @Produces
    @Singleton
    GridFetch gridFetch(Outlay outlay, ServerSettings settings) {
        return new GridFetch(outlay, settings.home(), settings.clock(), FeedSettings::ofProcess);
    }

    @Produces
    @Singleton
    PostOffice postOffice(Outlay outlay, ServerSettings settings) {
        return Connectors.postOffice(outlay, settings.home(), settings.clock(), System::getenv);
    }

    @Produces
    @Singleton
    AutomationRuns automationRuns(Config config) {
        return AutomationRuns.of(
                name -> config.getOptionalValue(name, String.class).orElse(null));
    }

    @Produces
    @Singleton
    Automation automation(Outlay outlay, ServerSettings settings) {
        return Connectors.automation(outlay, settings.home(), settings.clock());
    }

    @Produces
    @Singleton
    AutomationAnswers automationAnswers(Automation automation, ServerSettings settings) {
        return new AutomationAnswers(automation, settings.clock());
    }

    @Produces
    @Singleton
    Alerting alerting(Outlay outlay, ServerSettings settings) {
        return Connectors.alerting(outlay, settings.home(), System::getenv);
    }

    @Produces
    @Singleton
    AlertChecks alertChecks(Config config) {
        return AlertChecks.of(
                name -> config.getOptionalValue(name, String.class).orElse(null));
    }

    void close(@Disposes PriceFetch fetch) {
        fetch.close();
    }

    void close(@Disposes Outlay outlay) {
        outlay.close();
    }
}
