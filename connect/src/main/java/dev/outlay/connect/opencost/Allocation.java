package dev.outlay.connect.opencost;

import dev.outlay.connect.file.WrittenInstant;
import dev.outlay.connect.file.WrongField;
import dev.outlay.connect.json.Json;
import dev.outlay.ledger.Account;
import dev.outlay.ledger.Charge;
import dev.outlay.ledger.ChargeStatus;
import dev.outlay.ledger.Costs;
import dev.outlay.ledger.GpuUse;
import dev.outlay.ledger.Origin;
import dev.outlay.ledger.Place;
import dev.outlay.ledger.Product;
import dev.outlay.ledger.Terms;
import dev.outlay.units.Decimals;
import dev.outlay.units.Money;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One allocation of OpenCost as charges, one for each component, which sum to its `totalCost` to the last digit.
record Allocation(String name, Json.Fields fields, String document, String currency) {

    // each of nine parts may be rounded to five digits on its way into JSON
    private static final BigDecimal ROUNDING = new BigDecimal("0.0001");
    private static final BigDecimal RELATIVE_ROUNDING = new BigDecimal("1e-9");
    private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3600);

    /// The charges. Throws [WrongField] where the allocation cannot be understood or does not add up.
    List<Charge> charges() throws WrongField {
        Span window = span(fields.get("window"));
        Span period = span(fields);
        period = period == null ? window : period;
        if (period == null) {
            throw new WrongField(
                    "window", null, "an allocation says when it was, by start and end or by a window that ends later");
        }
        Map<Component, BigDecimal> parts = parts();
        var labels = new Labels(fields.get("properties"));
        String place = name.replaceAll("/?__(idle|unallocated|unmounted)__", "");
        String cluster = labels.property("cluster");
        List<Charge> charges = new ArrayList<>();
        for (Map.Entry<Component, BigDecimal> part : parts.entrySet()) {
            Component component = part.getKey();
            Money cost = new Money(currency, part.getValue());
            BigDecimal quantity = number(component.quantity());
            if (cost.isZero() && (quantity == null || quantity.signum() == 0)) {
                continue;
            }
            String id = "opencost/" + (cluster == null ? place : cluster) + "/" + name + "/"
                    + (window == null ? period : window).from() + "/" + (window == null ? period : window).to() + "/"
                    + component.text();
            charges.add(new Charge(
                    new Origin(id, document, fields.line()),
                    ChargeStatus.METERED,
                    period,
                    null,
                    Costs.of(cost),
                    new Place(null, null, null, cluster, labels.property("node")),
                    labels.owner(),
                    product(component, labels),
                    terms(component, quantity),
                    Account.UNKNOWN,
                    use(component, quantity),
                    null,
                    null,
                    labels.tags()));
        }
        return charges;
    }

    /// What nobody used: idle capacity, and storage that no pod mounts.
    private boolean isIdle() {
        return name.contains("__idle__") || name.contains("__unmounted__");
    }

    private Map<Component, BigDecimal> parts() throws WrongField {
        Map<Component, BigDecimal> parts = new EnumMap<>(Component.class);
        BigDecimal sum = BigDecimal.ZERO;
        boolean said = false;
        for (Component component : Component.values()) {
            BigDecimal cost = number(component.cost());
            BigDecimal adjustment = number(component.adjustment());
            if (cost != null || adjustment != null) {
                BigDecimal part = Decimals.rounded(or(cost).add(or(adjustment)));
                parts.put(component, part);
                sum = sum.add(part);
                said = true;
            }
        }
        BigDecimal total = number("totalCost");
        if (!said && total == null) {
            throw new WrongField(
                    "totalCost", null, "an allocation of OpenCost states costs, such as cpuCost and totalCost");
        }
        BigDecimal left =
                total == null ? BigDecimal.ZERO : Decimals.rounded(total).subtract(sum);
        if (left.signum() != 0) {
            if (left.abs().compareTo(ROUNDING.max(sum.abs().multiply(RELATIVE_ROUNDING))) > 0) {
                throw new WrongField(
                        "totalCost",
                        Decimals.text(or(total)),
                        "the parts of " + name + " sum to " + Decimals.text(sum)
                                + ": an allocation whose total differs from its parts by more than rounding is not taken");
            }
            parts.put(Component.ROUNDING, left);
        }
        return parts;
    }

    private static Product product(Component component, Labels labels) {
        return new Product(
                component.category(),
                "Kubernetes",
                null,
                null,
                labels.property("providerID"),
                null,
                component.text(),
                null,
                null,
                null);
    }

    private Terms terms(Component component, @Nullable BigDecimal quantity) {
        return new Terms(
                "Usage",
                null,
                "Usage-Based",
                component == Component.ROUNDING
                        ? "what rounding left between the parts and the total of " + name
                        : "OpenCost: " + component.text() + " of " + name,
                null,
                null,
                null,
                null,
                null,
                quantity,
                quantity == null ? null : component.unit(),
                null,
                null,
                null,
                null,
                null);
    }

    private GpuUse use(Component component, @Nullable BigDecimal quantity) throws WrongField {
        boolean gpu = component == Component.GPU;
        return new GpuUse(
                gpu && fields.get("gpuAllocation") instanceof Json.Fields device ? text(device, "gpuDevice") : null,
                null,
                null,
                null,
                gpu && quantity != null ? quantity.multiply(SECONDS_PER_HOUR) : null,
                isIdle(),
                null,
                null,
                false);
    }

    private static @Nullable String text(Json.Fields fields, String name) {
        Json value = fields.get(name);
        String said = value == null ? null : value.scalar();
        return said == null || said.isBlank() ? null : said;
    }

    private static @Nullable Span span(@Nullable Json said) throws WrongField {
        if (!(said instanceof Json.Fields fields)) {
            return null;
        }
        Instant start = instant(fields, "start");
        Instant end = instant(fields, "end");
        // a pod that lived for less than a sample has no length of its own
        return start == null || end == null || !start.isBefore(end) ? null : new Span(start, end);
    }

    private static @Nullable Instant instant(Json.Fields fields, String name) throws WrongField {
        String said = text(fields, name);
        if (said == null) {
            return null;
        }
        return WrittenInstant.of(said)
                .orElseThrow(() -> new WrongField(
                        name, said, "an instant is written as in ISO 8601, such as 2026-10-01T00:00:00Z"));
    }

    private @Nullable BigDecimal number(@Nullable String name) throws WrongField {
        Json value = name == null ? null : fields.get(name);
        if (value == null) {
            return null;
        }
        String said = value.scalar();
        try {
            return Decimals.parse(said == null ? value.text() : said);
        } catch (IllegalArgumentException e) {
            throw new WrongField(name, value.text(), "a cost or quantity is a number: " + e.getMessage());
        }
    }

    private static BigDecimal or(@Nullable BigDecimal value) {
        return value == null ? BigDecimal.ZERO : value;
    }
}
