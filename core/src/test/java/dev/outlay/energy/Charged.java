package dev.outlay.energy;

import dev.outlay.Outlay;
import dev.outlay.catalog.Catalog;
import dev.outlay.ledger.CapacityType;
import dev.outlay.ledger.Fact;
import dev.outlay.ledger.GridIntensity;
import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.MemoryLedger;
import dev.outlay.ledger.Origin;
import dev.outlay.ledger.Owner;
import dev.outlay.ledger.Place;
import dev.outlay.ledger.Reading;
import dev.outlay.ledger.Resource;
import dev.outlay.ledger.Sharing;
import dev.outlay.ledger.Source;
import dev.outlay.ledger.SourceException;
import dev.outlay.ledger.Usage;
import dev.outlay.units.KilowattHours;
import dev.outlay.units.Share;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A ledger with usage that was rated, for tests of what it drew and emitted.
public final class Charged {

    public static final Instant NOW = Instant.parse("2026-10-10T00:00:00Z");
    public static final String A100 = "A100-SXM4-40GB";

    private Charged() {}

    public static Span span(String from, String to) {
        return new Span(Instant.parse(from), Instant.parse(to));
    }

    /// A use to be changed: eight A100s of aws in a region, held from an instant for some hours by a run of a team.
    public record Use(
            String id,
            Span span,
            @Nullable String provider,
            @Nullable String region,
            @Nullable String machine,
            @Nullable String gpu,
            String gpus,
            @Nullable String utilization,
            @Nullable String energy,
            @Nullable String team,
            @Nullable String run,
            Resource resource,
            @Nullable String node) {

        public static Use of(String id, String from, String to) {
            return new Use(
                    id,
                    Charged.span(from, to),
                    "aws",
                    "eu-west-2",
                    "p4d.24xlarge",
                    A100,
                    "8",
                    null,
                    null,
                    "vision",
                    "run-1",
                    Resource.GPU,
                    null);
        }

        public Use utilized(String share) {
            return new Use(id, span, provider, region, machine, gpu, gpus, share, energy, team, run, resource, node);
        }

        public Use metered(String kilowattHours) {
            return new Use(
                    id,
                    span,
                    provider,
                    region,
                    machine,
                    gpu,
                    gpus,
                    utilization,
                    kilowattHours,
                    team,
                    run,
                    resource,
                    node);
        }

        public Use in(@Nullable String newProvider, @Nullable String newRegion) {
            return new Use(
                    id,
                    span,
                    newProvider,
                    newRegion,
                    machine,
                    gpu,
                    gpus,
                    utilization,
                    energy,
                    team,
                    run,
                    resource,
                    node);
        }

        public Use on(@Nullable String newMachine, @Nullable String newGpu, String count) {
            return new Use(
                    id,
                    span,
                    provider,
                    region,
                    newMachine,
                    newGpu,
                    count,
                    utilization,
                    energy,
                    team,
                    run,
                    resource,
                    node);
        }

        public Use by(String newTeam, String newRun) {
            return new Use(
                    id,
                    span,
                    provider,
                    region,
                    machine,
                    gpu,
                    gpus,
                    utilization,
                    energy,
                    newTeam,
                    newRun,
                    resource,
                    node);
        }

        public Use as(Resource newResource, @Nullable String newNode) {
            return new Use(
                    id,
                    span,
                    provider,
                    region,
                    machine,
                    gpu,
                    gpus,
                    utilization,
                    energy,
                    team,
                    run,
                    newResource,
                    newNode);
        }

        Usage usage() {
            return new Usage(
                    Origin.of("usage/" + id, "test"),
                    span,
                    new Place(provider, region, null, "training", node),
                    new Owner(null, null, id, null, team, null, null, null, null, run),
                    resource,
                    machine,
                    CapacityType.ON_DEMAND,
                    resource == Resource.GPU ? gpu : null,
                    null,
                    Sharing.EXCLUSIVE,
                    Share.WHOLE,
                    null,
                    new BigDecimal(gpus),
                    utilization == null ? null : Share.of(utilization),
                    energy == null ? null : KilowattHours.of(energy),
                    Map.of());
        }
    }

    /// An intensity of a zone by a basis; `source` says how sure it is.
    public static GridIntensity grid(String zone, Span span, String grams, GridBasis basis, String source) {
        return new GridIntensity(
                Origin.of("grid/" + zone + span + basis + source + grams, "test"),
                span,
                zone,
                new BigDecimal(grams),
                basis.text(),
                source);
    }

    /// A ledger of these uses, rated, and other facts.
    public static Ledger ledger(List<Use> uses, Fact... facts) {
        var ledger = new MemoryLedger();
        var outlay = new Outlay(() -> ledger, Catalog.builtin(), InstantSource.fixed(NOW));
        try {
            outlay.take(source(uses.stream().map(Use::usage).toList()));
            ledger.append(Reading.of(List.of(facts)));
        } catch (SourceException e) {
            throw new IllegalStateException(e);
        }
        return ledger;
    }

    private static Source source(List<? extends Fact> facts) {
        return new Source() {
            @Override
            public String name() {
                return "usage";
            }

            @Override
            public Reading read(Span span) {
                return Reading.of(facts);
            }
        };
    }
}
