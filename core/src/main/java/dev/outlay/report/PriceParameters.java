package dev.outlay.report;

import dev.outlay.catalog.UnknownNameException;
import dev.outlay.ledger.CapacityType;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.pricing.PriceFilter;
import dev.outlay.pricing.PriceHistory;
import dev.outlay.pricing.PriceSeries;
import dev.outlay.pricing.PricedGpus;
import dev.outlay.units.CallersMistake;
import dev.outlay.units.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The parameters by which reports are told which prices of the ledger are meant, and over which span.
final class PriceParameters {

    static final Parameter PROVIDER = Parameter.many("provider", "aws,gcp", "Only these providers");
    static final Parameter REGION =
            Parameter.one("region", "us-east-1", "A provider's own name of a region; prices for all regions count too");
    static final Parameter REGION_LIKE =
            Parameter.one("region-like", "europe", "A part of the world, a country or a place: europe, us, frankfurt");
    static final Parameter INSTANCE =
            Parameter.one("instance", "p4d.24xlarge", "Only this instance type, or GPU model as prices name it");
    static final Parameter GPU = Parameter.one("gpu", "A100", "A GPU model or family: A100, H100-SXM5-80GB, t4");
    static final Parameter CAPACITY =
            Parameter.many("capacity", "spot", "Only prices of these ways to buy: on-demand, spot, reserved or owned");
    private static final Parameter ZONE = Parameter.one("zone", "us-east-1a", "Only prices of this zone");

    /// Those of every report on the history of prices.
    static final List<Parameter> ALL = List.of(PROVIDER, REGION, REGION_LIKE, ZONE, INSTANCE, GPU, CAPACITY);

    private PriceParameters() {}

    /// All of them, those of a span, and others.
    static List<Parameter> with(Parameter... others) {
        List<Parameter> all = new ArrayList<>(ALL);
        all.addAll(Period.PARAMETERS);
        all.addAll(List.of(others));
        return all;
    }

    static PriceFilter filter(Parameters parameters) {
        return new PriceFilter(
                Set.copyOf(parameters.many(PROVIDER.name(), text -> text)),
                parameters.text(INSTANCE.name()).orElse(null),
                parameters.text(GPU.name()).orElse(null),
                parameters.text(REGION.name()).orElse(null),
                parameters.text(REGION_LIKE.name()).orElse(null),
                parameters.text(ZONE.name()).orElse(null),
                Set.copyOf(parameters.many(CAPACITY.name(), CapacityType::of)));
    }

    /// The span asked for, which ends now at the latest; without one, the last so long.
    static Span past(Parameters parameters, Instant now, Duration otherwise) {
        Span asked = Period.of(parameters, now);
        if (asked == null) {
            return new Span(now.minus(otherwise), now);
        }
        if (!asked.from().isBefore(now)) {
            throw new CallersMistake("from lies at or after now (" + now + "): what prices did then is not known");
        }
        return asked.to().isAfter(now) ? new Span(asked.from(), now) : asked;
    }

    /// The series that are asked for. Throws [CallersMistake] on a GPU that the catalog does not know.
    static List<PriceSeries> series(Parameters parameters, Desk desk, LedgerReader ledger, Span span) {
        try {
            return PriceHistory.of(ledger, span, filter(parameters).on(desk.catalog(), new PricedGpus(desk.catalog())));
        } catch (UnknownNameException e) {
            throw CallersMistake.of(e);
        }
    }

    /// What to say where nothing was found.
    static String none(Parameters parameters) {
        String asked = OfferParameters.asked(parameters);
        return "the ledger has no price" + (asked.isEmpty() ? "" : " for " + asked)
                + ": take prices in with outlay prices fetch or outlay import prices; prices of the catalog have no"
                + " history, see outlay prices list";
    }
}
