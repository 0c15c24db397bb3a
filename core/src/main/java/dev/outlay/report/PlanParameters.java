package dev.outlay.report;

import dev.outlay.catalog.Catalog;
import dev.outlay.catalog.OfferQuery;
import dev.outlay.catalog.Provider;
import dev.outlay.estimate.Checkpoints;
import dev.outlay.estimate.Limits;
import dev.outlay.estimate.Objective;
import dev.outlay.estimate.PlanData;
import dev.outlay.estimate.PlanQuestion;
import dev.outlay.estimate.Sizes;
import dev.outlay.estimate.Timing;
import dev.outlay.ledger.CapacityType;
import dev.outlay.units.CallersMistake;
import dev.outlay.units.Decimals;
import dev.outlay.units.GramsCo2e;
import dev.outlay.units.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The parameters by which a plan is told where, how and within which limits, and the question they make.
final class PlanParameters {

    static final Parameter BUDGET = Parameter.one("budget", "5000", "What it may cost at most");
    static final Parameter DEADLINE = Parameter.one("deadline", "7d", "How long it may take: 36h, 7d, 2w");
    static final Parameter MAX_CARBON = Parameter.one("max-carbon", "500", "What it may emit at most, in kgCO2e");
    static final Parameter THROUGHPUT =
            Parameter.one("min-throughput", "200000", "Tokens per second to reach at least, for work in --tokens");
    static final Parameter CAUTIOUS =
            Parameter.flag("cautious", "Limits must hold at the upper end of the interval of time");
    static final Parameter CAPACITY = Parameter.many(
            "capacity", "on-demand,spot", "How it may be bought: on-demand, spot, reserved (default: the first two)");
    static final Parameter OBJECTIVE =
            Parameter.one("objective", "cost", "What there should be least of: cost, time or carbon (default: cost)");
    static final Parameter GPUS = Parameter.one("gpus", "64", "Exactly so many GPUs in all");
    static final Parameter MAX_GPUS = Parameter.one("max-gpus", "256", "At most so many GPUs in all (default: 1024)");
    static final Parameter CLUSTER_FROM = Parameter.one(
            "cluster-from",
            "4",
            "Several machines only of those with so many GPUs each, since nothing is known of the network between"
                    + " smaller ones (default: 8)");
    static final Parameter CURRENCY =
            Parameter.one("currency", "EUR", "The currency of budget and prices; others are left out (default: USD)");

    static final List<Parameter> ALL = List.of(
            BUDGET,
            DEADLINE,
            MAX_CARBON,
            THROUGHPUT,
            CAUTIOUS,
            OBJECTIVE,
            CAPACITY,
            GPUS,
            MAX_GPUS,
            CLUSTER_FROM,
            Parameter.one("storage-gib", "500", "GiB stored beside it for the same hours"),
            Parameter.one("storage-class", "gp3", "What kind of storage (default: standard object storage)"),
            Parameter.one("egress-gib", "100", "GiB that leave for the internet at the end"),
            Parameter.one("data-in", "aws/us-east-1", "Where the data lies, as PROVIDER/REGION"),
            Parameter.one("data-gib", "2000", "GiB of it to bring to any other place"),
            Parameter.one("checkpoint-minutes", "5", "How long saving a checkpoint takes, for spot (default: 5)"),
            Parameter.one("restart-minutes", "15", "How long starting anew after an interruption takes (default: 15)"),
            CURRENCY);

    private static final Pattern LENGTH = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,6})?)\\s*([hdw])");
    private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3600);

    private PlanParameters() {}

    static PlanQuestion question(Parameters parameters, Catalog catalog, Timing timing) {
        String currency = parameters
                .text(CURRENCY.name())
                .map(text -> text.toUpperCase(Locale.ROOT))
                .orElse("USD");
        try {
            return new PlanQuestion(
                    timing,
                    scope(parameters),
                    capacities(parameters),
                    limits(parameters, currency),
                    parameters.one(OBJECTIVE.name(), Objective::of).orElse(Objective.COST),
                    sizes(parameters),
                    data(parameters, catalog),
                    checkpoints(parameters),
                    currency);
        } catch (IllegalArgumentException e) {
            throw CallersMistake.of(e);
        }
    }

    private static OfferQuery scope(Parameters parameters) {
        OfferQuery query = OfferQuery.all().providers(Set.copyOf(parameters.many("provider", text -> text)));
        query = parameters.text("gpu").map(query::gpu).orElse(query);
        query = parameters
                .one("min-gpu-memory", Texts::positive)
                .map(query::minimumGpuMemoryGib)
                .orElse(query);
        query = parameters.text("region").map(query::region).orElse(query);
        return parameters.text("region-like").map(query::regionLike).orElse(query);
    }

    private static Set<CapacityType> capacities(Parameters parameters) {
        List<CapacityType> given = parameters.many(CAPACITY.name(), CapacityType::of);
        return given.isEmpty() ? EnumSet.of(CapacityType.ON_DEMAND, CapacityType.SPOT) : EnumSet.copyOf(given);
    }

    private static Limits limits(Parameters parameters, String currency) {
        BigDecimal deadline =
                parameters.one(DEADLINE.name(), PlanParameters::hours).orElse(null);
        BigDecimal byThroughput = hoursAtThroughput(parameters);
        BigDecimal hours =
                deadline == null ? byThroughput : byThroughput == null ? deadline : deadline.min(byThroughput);
        return new Limits(
                parameters
                        .one(BUDGET.name(), Texts::positive)
                        .map(amount -> new Money(currency, amount))
                        .orElse(null),
                hours,
                parameters
                        .one(MAX_CARBON.name(), Texts::positive)
                        .map(kilograms -> new GramsCo2e(kilograms.movePointRight(3)))
                        .orElse(null),
                parameters.flag(CAUTIOUS.name()));
    }

    private static @Nullable BigDecimal hoursAtThroughput(Parameters parameters) {
        Optional<BigDecimal> perSecond = parameters.one(THROUGHPUT.name(), Texts::positive);
        if (perSecond.isEmpty()) {
            return null;
        }
        BigDecimal tokens = PlanWork.tokens(parameters);
        if (tokens == null) {
            throw new CallersMistake(THROUGHPUT.name() + " is in tokens per second: say the work with --params and"
                    + " --tokens, or use --deadline");
        }
        return tokens.divide(perSecond.get().multiply(SECONDS_PER_HOUR), 9, RoundingMode.DOWN);
    }

    private static Sizes sizes(Parameters parameters) {
        return new Sizes(
                parameters.one(GPUS.name(), Texts::count).orElse(null),
                parameters.one(MAX_GPUS.name(), Texts::count).orElse(Sizes.USUAL.maximumGpus()),
                parameters.one(CLUSTER_FROM.name(), Texts::count).orElse(Sizes.USUAL.clusterFrom()));
    }

    private static PlanData data(Parameters parameters, Catalog catalog) {
        Optional<String> place = parameters.text("data-in");
        Optional<BigDecimal> gib = parameters.one("data-gib", Texts::positive);
        if (place.isPresent() != gib.isPresent()) {
            throw new CallersMistake("data-in and data-gib go together: where the data lies, such as aws/us-east-1, and"
                    + " how many GiB of it are needed");
        }
        return new PlanData(
                parameters.one("storage-gib", Decimals::parse).orElse(BigDecimal.ZERO),
                parameters.text("storage-class").orElse(null),
                parameters.one("egress-gib", Decimals::parse).orElse(BigDecimal.ZERO),
                place.map(text -> location(text, gib.orElseThrow(), catalog)).orElse(null));
    }

    private static PlanData.Location location(String text, BigDecimal gib, Catalog catalog) {
        int slash = text.indexOf('/');
        if (slash < 1 || slash == text.length() - 1) {
            throw new CallersMistake("data-in: PROVIDER/REGION is expected, such as aws/us-east-1, not " + text);
        }
        String name = text.substring(0, slash);
        Provider provider = catalog.provider(name)
                .orElseThrow(() -> new CallersMistake("data-in: no provider is called '" + name
                        + "' in the catalog; nearest: " + String.join(", ", catalog.nearestProviders(name))));
        String region = text.substring(slash + 1);
        if (catalog.region(provider.id(), region).isEmpty()) {
            List<String> near = catalog.nearestRegions(provider.id(), region);
            throw new CallersMistake("data-in: no region of " + provider.id() + " is called '" + region + "'"
                    + (near.isEmpty() ? "" : "; nearest: " + String.join(", ", near)));
        }
        return new PlanData.Location(provider.id(), region, gib);
    }

    private static Checkpoints checkpoints(Parameters parameters) {
        return new Checkpoints(
                minutes(parameters, "checkpoint-minutes", Checkpoints.ASSUMED.saveHours()),
                minutes(parameters, "restart-minutes", Checkpoints.ASSUMED.restartHours()));
    }

    private static double minutes(Parameters parameters, String name, double otherwise) {
        return parameters
                .one(name, Texts::positive)
                .map(minutes -> minutes.doubleValue() / 60)
                .orElse(otherwise);
    }

    /// A length of time in hours: `36h`, `7d`, `2w`. Throws [IllegalArgumentException] on anything else.
    static BigDecimal hours(String text) {
        Matcher matcher = LENGTH.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException("a length such as 36h, 7d or 2w is expected, not " + text);
        }
        BigDecimal count = Texts.positive(matcher.group(1));
        return switch (matcher.group(2)) {
            case "h" -> count;
            case "d" -> count.multiply(BigDecimal.valueOf(24));
            default -> count.multiply(BigDecimal.valueOf(168));
        };
    }
}
