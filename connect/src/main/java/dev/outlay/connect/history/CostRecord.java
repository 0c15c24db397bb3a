package dev.outlay.connect.history;

import dev.outlay.connect.file.WrittenInstant;
import dev.outlay.connect.file.WrongField;
import dev.outlay.connect.json.Json;
import dev.outlay.ledger.Account;
import dev.outlay.ledger.CapacityType;
import dev.outlay.ledger.Charge;
import dev.outlay.ledger.ChargeStatus;
import dev.outlay.ledger.Costs;
import dev.outlay.ledger.GpuUse;
import dev.outlay.ledger.Origin;
import dev.outlay.ledger.Owner;
import dev.outlay.ledger.Place;
import dev.outlay.ledger.Product;
import dev.outlay.ledger.Terms;
import dev.outlay.units.Decimals;
import dev.outlay.units.Money;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a record of a cost history means: money that was spent, or was expected to be, on a day or over a time.
final class CostRecord {

    private static final List<String> ACTUAL = List.of("actual_cost", "actual_cost_usd", "billed_cost");
    private static final List<String> SAID = List.of(
            "cost", "cost_usd", "total_cost", "total_cost_usd", "amount", "amount_usd", "daily_cost", "total", "spend");
    private static final List<String> ESTIMATED =
            List.of("estimated_cost", "estimated_cost_usd", "predicted_cost", "projected_cost");
    private static final List<String> START = List.of("start", "start_time", "started_at");
    private static final List<String> END = List.of("end", "end_time", "ended_at", "finished_at");
    private static final List<String> HOURS = List.of("duration_hours", "hours", "runtime_hours", "duration_h");
    private static final List<String> STATUS = List.of("status", "cost_type", "kind");
    private static final List<String> GPUS = List.of("gpu_hours");
    private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3600);
    private static final int NANOS = 9;

    private CostRecord() {}

    static boolean is(HistoryRecord record) {
        return record.says(ACTUAL) || record.says(SAID) || record.says(ESTIMATED);
    }

    /// The charge of a record under an id. Throws [WrongField] where it is none.
    static Charge charge(HistoryRecord record, String id, String document, @Nullable String currency)
            throws WrongField {
        String actual = record.said(ACTUAL);
        String said = record.said(SAID);
        String estimated = record.said(ESTIMATED);
        String field = actual != null ? actual : said != null ? said : estimated;
        if (field == null) {
            throw new WrongField(record.where(), null, "the cost is empty");
        }
        Money money;
        try {
            money = new Money(record.currency(field, currency), record.decimal(field));
        } catch (IllegalArgumentException e) {
            throw new WrongField(record.where() + "." + field, record.text(field), String.valueOf(e.getMessage()));
        }
        String run = record.anywhere(List.of("run_id", "run", "job_id", "training_id"));
        return new Charge(
                new Origin(id, document, record.line()),
                status(record, field.equals(estimated)),
                period(record),
                null,
                Costs.of(money),
                new Place(
                        lower(record.anywhere(HistoryRecord.PROVIDER)),
                        record.anywhere(HistoryRecord.REGION),
                        null,
                        record.anywhere(List.of("cluster", "cluster_name")),
                        record.anywhere(List.of("node", "instance_id"))),
                new Owner(
                        record.anywhere(List.of("namespace")),
                        record.anywhere(List.of("workload", "job", "job_name")),
                        record.anywhere(List.of("pod")),
                        null,
                        record.anywhere(List.of("team")),
                        record.anywhere(List.of("project", "project_id", "project_name")),
                        record.anywhere(List.of("experiment", "experiment_id", "experiment_name")),
                        record.anywhere(List.of("cost_center", "cost-center")),
                        record.anywhere(List.of("environment", "env")),
                        run),
                new Product(
                        null,
                        record.anywhere(List.of("service", "service_name", "category")),
                        record.anywhere(HistoryRecord.INSTANCE),
                        null,
                        record.anywhere(List.of("resource_id", "resource", "instance_id")),
                        null,
                        null,
                        null,
                        null,
                        null),
                terms(record),
                Account.UNKNOWN,
                use(record),
                null,
                null,
                tags(record, field.equals(estimated) ? null : estimated));
    }

    private static ChargeStatus status(HistoryRecord record, boolean isEstimate) throws WrongField {
        String said = record.text(STATUS);
        if ("true".equalsIgnoreCase(record.text("is_estimate")) || "true".equalsIgnoreCase(record.text("estimated"))) {
            return ChargeStatus.ESTIMATED;
        }
        String word = said == null ? "" : said.toLowerCase(Locale.ROOT);
        return switch (word) {
            case "estimated", "estimate", "forecast", "predicted", "projected", "planned" -> ChargeStatus.ESTIMATED;
            case "metered", "actual", "measured", "billed", "final" -> ChargeStatus.METERED;
            // a word on the work, not on the cost
            default -> isEstimate ? ChargeStatus.ESTIMATED : ChargeStatus.METERED;
        };
    }

    /// The day of a date, the time from start to end or of a length, or the second of an instant.
    private static Span period(HistoryRecord record) throws WrongField {
        String start = record.text(START);
        String end = record.text(END);
        String said = start == null ? record.time() : start;
        Instant from = record.instant(said);
        String hours = record.said(HOURS);
        Instant to;
        if (end != null) {
            to = record.instant(end);
        } else if (hours != null) {
            to = from.plusNanos(record.decimal(hours)
                    .multiply(SECONDS_PER_HOUR)
                    .movePointRight(NANOS)
                    .longValue());
        } else {
            return WrittenInstant.isDate(said) ? Span.dayOf(from) : new Span(from, from.plusSeconds(1));
        }
        if (!from.isBefore(to)) {
            throw new WrongField(record.where(), end, "a cost must end after it starts, which is at " + from);
        }
        return new Span(from, to);
    }

    private static GpuUse use(HistoryRecord record) throws WrongField {
        String hours = record.said(GPUS);
        String model = record.anywhere(List.of("gpu_model", "gpu_type", "gpu"));
        String spot = record.anywhere(List.of("is_spot", "spot_instance", "preemptible"));
        return new GpuUse(
                model,
                null,
                null,
                spot == null ? null : "true".equalsIgnoreCase(spot) ? CapacityType.SPOT : CapacityType.ON_DEMAND,
                hours == null ? null : record.decimal(hours).multiply(SECONDS_PER_HOUR),
                false,
                record.text("energy_kwh") == null ? null : record.decimal("energy_kwh"),
                null,
                false);
    }

    private static Terms terms(HistoryRecord record) {
        return new Terms(
                "Usage",
                null,
                null,
                record.anywhere(List.of("description")),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /// The record's tags, and the estimate beside an actual cost, which would count twice as a charge of its own.
    private static Map<String, String> tags(HistoryRecord record, @Nullable String estimated) throws WrongField {
        Map<String, String> tags = new HashMap<>();
        if (record.fields().get("tags") instanceof Json.Fields said) {
            said.values().forEach((key, value) -> {
                String text = value.scalar();
                if (text != null) {
                    tags.put(key, text);
                }
            });
        }
        if (estimated != null) {
            tags.put("estimated_cost", Decimals.text(record.decimal(estimated)));
        }
        return tags;
    }

    private static @Nullable String lower(@Nullable String text) {
        return text == null ? null : text.toLowerCase(Locale.ROOT);
    }
}
