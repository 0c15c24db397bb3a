package dev.outlay.server.access;

import dev.outlay.ledger.Account;
import dev.outlay.ledger.Charge;
import dev.outlay.ledger.ChargeStatus;
import dev.outlay.ledger.Costs;
import dev.outlay.ledger.Event;
import dev.outlay.ledger.Fact;
import dev.outlay.ledger.GpuUse;
import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.MemoryLedger;
import dev.outlay.ledger.Origin;
import dev.outlay.ledger.Owner;
import dev.outlay.ledger.Place;
import dev.outlay.ledger.Product;
import dev.outlay.ledger.Reading;
import dev.outlay.ledger.Run;
import dev.outlay.ledger.RunStatus;
import dev.outlay.ledger.SourceException;
import dev.outlay.ledger.Terms;
import dev.outlay.server.LineSources;
import dev.outlay.server.SampleLedger;
import dev.outlay.server.oidc.FakeProvider;
import dev.outlay.server.rest.FileSources;
import dev.outlay.units.Money;
import dev.outlay.units.Span;
import io.quarkus.test.junit.QuarkusTestProfile;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A server that asks who somebody is, over a company of which one team, zebra, may be seen by no other.
public class GuardedProfile implements QuarkusTestProfile {

    static final String THEIRS = "zebra";

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "outlay.home", "target/test-home-guarded",
                "outlay.now", "2026-10-30T09:00:00Z",
                "outlay.auth", "token",
                "outlay.hosts", "outlay.example.org",
                "outlay.rate", "200");
    }

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(Company.class);
    }

    /// The same on a server that asks nobody who they are, with a home of its own.
    public static final class Unasked extends GuardedProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> settings = new HashMap<>(super.getConfigOverrides());
            settings.put("outlay.home", "target/test-home-unasked");
            settings.put("outlay.auth", "none");
            return settings;
        }
    }

    /// The same on a server that believes a provider of OpenID Connect, which nobody has started yet.
    public static final class Vouched extends GuardedProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> settings = new HashMap<>(super.getConfigOverrides());
            settings.put("outlay.home", "target/test-home-vouched");
            // that visitors are asked who they are goes without saying
            settings.remove("outlay.auth");
            settings.put("outlay.oidc.issuer", FakeProvider.issuer(FakeProvider.freePort()));
            settings.put("outlay.oidc.audience", FakeProvider.AUDIENCE);
            settings.put("outlay.oidc.roles", "viewer=viewer, editor=editor, platform=admin:all");
            settings.put("outlay.oidc.teams.claim", "teams");
            return settings;
        }
    }

    /// In place of the ledger and the sources of the product.
    @Alternative
    @Singleton
    static final class Company {

        @Produces
        @Singleton
        @Alternative
        Ledger ledger() {
            MemoryLedger ledger = SampleLedger.create();
            try {
                ledger.append(Reading.of(theirs()));
            } catch (SourceException e) {
                throw new IllegalStateException("facts in memory can be read", e);
            }
            return ledger;
        }

        @Produces
        @Singleton
        @Alternative
        FileSources sources() {
            return new LineSources();
        }
    }

    private static List<Fact> theirs() {
        List<Fact> facts = new ArrayList<>();
        for (int day = 0; day < 20; day++) {
            Span hour = Span.of(Instant.parse("2026-10-10T10:00:00Z").plus(Duration.ofDays(day)), Duration.ofHours(1));
            facts.add(charge(day, hour));
            facts.add(new Run(
                    Origin.of("run/zebra/" + day, "zebra-runs.json"),
                    hour.to(),
                    hour,
                    "zebra-run",
                    day + 1,
                    RunStatus.SUCCEEDED,
                    owner(),
                    "zebra-model",
                    Map.of("loss", new BigDecimal("0.5"))));
        }
        Map<String, String> alert = new HashMap<>();
        alert.put("rule", "high-compute-cost");
        alert.put("subject", "zebra-alert");
        alert.put("severity", "warning");
        alert.put("sentence", "zebra spends much");
        alert.put("label.000.team", THEIRS);
        facts.add(
                Event.of("000000001", Instant.parse("2026-10-20T00:00:00Z"), "alert", "zebra-1", "fired", null, alert));
        return facts;
    }

    private static Charge charge(int number, Span hour) {
        return new Charge(
                Origin.of("charge/zebra/" + number, "zebra.csv"),
                ChargeStatus.METERED,
                hour,
                null,
                Costs.of(Money.of("USD", "77.77")),
                new Place("aws", "us-east-1", null, "zebra-cluster", "zebra-node"),
                owner(),
                new Product("Compute", "EC2", "zebra-sku", null, "zebra-r", null, "gpu", null, null, null),
                Terms.UNKNOWN,
                Account.UNKNOWN,
                new GpuUse("H100-SXM5-80GB", "zebra-gpu", null, null, BigDecimal.TEN, false, null, null, false),
                null,
                null,
                Map.of("zebra-tag", "zebra"));
    }

    private static Owner owner() {
        return new Owner(
                "zebra-ns", "zebra-job", "zebra-pod", null, THEIRS, "zebra-p", null, null, "production", "zebra-run");
    }
}
