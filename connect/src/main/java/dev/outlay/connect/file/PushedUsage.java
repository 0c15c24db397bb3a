package dev.outlay.connect.file;

import dev.outlay.connect.json.Json;
import dev.outlay.ledger.CapacityType;
import dev.outlay.ledger.Origin;
import dev.outlay.ledger.Owner;
import dev.outlay.ledger.Place;
import dev.outlay.ledger.Resource;
import dev.outlay.ledger.Sharing;
import dev.outlay.ledger.Usage;
import dev.outlay.units.Decimals;
import dev.outlay.units.KilowattHours;
import dev.outlay.units.Share;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// An interval of usage that came over the network, as the use that a row of a usage file would give: the columns
/// of the file are the fields, and what is not said means the same. Only `id` must be there besides `start` and
/// `end`, for what is sent again must be known again. Thread-safe.
public final class PushedUsage {

    private static final Set<String> FIELDS = Set.of(
            "id",
            "start",
            "end",
            "provider",
            "region",
            "zone",
            "cluster",
            "node",
            "instance_type",
            "capacity_type",
            "namespace",
            "workload",
            "pod",
            "container",
            "team",
            "project",
            "experiment_id",
            "cost_center",
            "environment",
            "run_id",
            "resource",
            "gpu_model",
            "device",
            "sharing",
            "share",
            "mig_profile",
            "quantity",
            "utilization",
            "energy_kwh",
            "tags");

    private final Json.Fields fields;

    private PushedUsage(Json.Fields fields) {
        this.fields = fields;
    }

    /// The use that an object tells of. `place` is where it stands among those that came with it, from 1. Throws
    /// [WrongField] on what cannot be one.
    public static Usage of(Json record, long place) throws WrongField {
        if (!(record instanceof Json.Fields object)) {
            throw new WrongField(null, record.text(), "an interval of usage is a JSON object");
        }
        Set<String> others = new TreeSet<>(object.values().keySet());
        others.removeAll(FIELDS);
        if (!others.isEmpty()) {
            String other = others.iterator().next();
            throw new WrongField(other, null, "there is no such field: see docs/reference/usage-file.md");
        }
        return new PushedUsage(object).usage(place);
    }

    private Usage usage(long place) throws WrongField {
        String id = text("id");
        if (id == null) {
            throw new WrongField(
                    "id", null, "an interval has an id of its own, by which it is known when it is sent again");
        }
        return new Usage(
                new Origin("usage/" + id.strip(), PushedRun.DOCUMENT, place),
                span(),
                new Place(text("provider"), text("region"), text("zone"), text("cluster"), text("node")),
                new Owner(
                        text("namespace"),
                        text("workload"),
                        text("pod"),
                        text("container"),
                        text("team"),
                        text("project"),
                        text("experiment_id"),
                        text("cost_center"),
                        text("environment"),
                        text("run_id")),
                or(said("resource", Resource::of), Resource.GPU),
                text("instance_type"),
                said("capacity_type", CapacityType::of),
                text("gpu_model"),
                text("device"),
                said("sharing", Sharing::of),
                or(said("share", Share::of), Share.WHOLE),
                text("mig_profile"),
                or(said("quantity", PushedUsage::quantity), BigDecimal.ONE),
                said("utilization", Share::of),
                said("energy_kwh", KilowattHours::of),
                tags());
    }

    private Span span() throws WrongField {
        Instant start = instant("start");
        Instant end = instant("end");
        if (!end.isAfter(start)) {
            throw new WrongField("end", text("end"), "a use must end after it starts, which is at " + start);
        }
        return new Span(start, end);
    }

    private Instant instant(String name) throws WrongField {
        String said = text(name);
        return (said == null ? Optional.<Instant>empty() : WrittenInstant.of(said))
                .orElseThrow(() -> new WrongField(
                        name, said, "an instant is written as in ISO 8601 and in UTC, such as 2026-10-01T00:00:00Z"));
    }

    private Map<String, String> tags() throws WrongField {
        Json said = fields.get("tags");
        if (said == null) {
            return Map.of();
        }
        if (!(said instanceof Json.Fields object)) {
            throw new WrongField("tags", said.text(), "tags are a JSON object of texts, numbers and truth values");
        }
        Map<String, String> tags = new LinkedHashMap<>();
        for (Map.Entry<String, Json> tag : object.values().entrySet()) {
            String value = tag.getValue().scalar();
            if (value == null && !(tag.getValue() instanceof Json.Nothing)) {
                throw new WrongField("tags", said.text(), "tags are a JSON object of texts, numbers and truth values");
            }
            if (value != null) {
                tags.put(tag.getKey(), value);
            }
        }
        return tags;
    }

    private static BigDecimal quantity(String text) {
        BigDecimal quantity = Decimals.parse(text);
        if (quantity.signum() <= 0) {
            throw new IllegalArgumentException("a quantity in use is a number above zero");
        }
        return quantity;
    }

    private <T> @Nullable T said(String name, Function<String, T> meaning) throws WrongField {
        String text = text(name);
        try {
            return text == null ? null : meaning.apply(text);
        } catch (IllegalArgumentException e) {
            throw new WrongField(name, text, String.valueOf(e.getMessage()));
        }
    }

    private @Nullable String text(String name) throws WrongField {
        Json value = fields.get(name);
        if (value == null) {
            return null;
        }
        String said = value.scalar();
        if (said == null) {
            throw new WrongField(name, value.text(), "a text, a number or a truth value is expected");
        }
        return said.isBlank() ? null : said;
    }

    private static <T> T or(@Nullable T said, T otherwise) {
        return said == null ? otherwise : said;
    }
}
