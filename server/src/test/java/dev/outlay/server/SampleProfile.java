package dev.outlay.server;

import dev.outlay.ledger.Ledger;
import dev.outlay.server.rest.FileSources;
import io.quarkus.test.junit.QuarkusTestProfile;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;

/// The server over the sample ledger, with a clock that stands still and a small limit of uploads.
public class SampleProfile implements QuarkusTestProfile {

    static final int UPLOAD_LIMIT_BYTES = 64 * 1024;

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "outlay.home", "target/test-home",
                "outlay.now", "2026-10-30T09:00:00Z",
                "outlay.upload.limit", "64 KiB");
    }

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(Sample.class);
    }

    /// The same with a server and a ledger of its own, for a test that adds charges which others would count.
    public static final class Apart extends SampleProfile {}

    /// In place of the ledger and the sources of the product.
    @Alternative
    @Singleton
    static final class Sample {

        @Produces
        @Singleton
        @Alternative
        Ledger ledger() {
            return SampleLedger.create();
        }

        @Produces
        @Singleton
        @Alternative
        FileSources sources() {
            return new LineSources();
        }
    }
}
