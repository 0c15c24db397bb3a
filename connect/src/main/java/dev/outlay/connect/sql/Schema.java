package dev.outlay.connect.sql;

import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Measure;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;

/// The tables and columns that our queries name, for jOOQ. A test holds them against the migrated schema.
/// Thread-safe.
public final class Schema {

    static {
        // jOOQ greets on standard error otherwise
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
    }

    static final Table<Record> CHARGE = DSL.table("charge");
    static final Field<LocalDateTime> START_AT = DSL.field("start_at", LocalDateTime.class);
    static final Field<LocalDateTime> END_AT = DSL.field("end_at", LocalDateTime.class);

    /// The place of a row in its table, from 0: rows are only ever added, so that it is the same for ever.
    static final Field<Long> PLACE = DSL.field("rowid", Long.class);

    static final Field<String> CURRENCY = DSL.field("currency", String.class);
    static final Field<BigDecimal> BILLED_COST = decimal("billed_cost");
    static final Field<BigDecimal> EFFECTIVE_COST = decimal("effective_cost");
    static final Field<BigDecimal> LIST_COST = decimal("list_cost");
    static final Field<BigDecimal> CONTRACTED_COST = decimal("contracted_cost");
    static final Field<BigDecimal> GPU_SECONDS = decimal("gpu_seconds");
    static final Field<BigDecimal> ENERGY_KWH = decimal("energy_kwh");
    static final Field<BigDecimal> EMISSIONS_GRAMS = decimal("emissions_grams");
    static final Field<Boolean> IDLE = DSL.field("idle", Boolean.class);

    /// Some cost of a charge; null where it has no price.
    static final Field<BigDecimal> SOME_COST = DSL.coalesce(BILLED_COST, EFFECTIVE_COST, LIST_COST, CONTRACTED_COST);

    private Schema() {}

    static Field<BigDecimal> of(Measure measure) {
        return switch (measure) {
            case BILLED -> BILLED_COST;
            case EFFECTIVE -> EFFECTIVE_COST;
            case LIST -> LIST_COST;
            case CONTRACTED -> CONTRACTED_COST;
            case GPU_HOURS -> GPU_SECONDS;
            case ENERGY -> ENERGY_KWH;
            case CARBON -> EMISSIONS_GRAMS;
        };
    }

    static Field<String> of(Dimension dimension) {
        return switch (dimension) {
            case Dimension.Tag tag ->
                DSL.field("json_extract_string(tags, {0})", String.class, DSL.val(pointer(tag.key())));
            case Dimension.Named named ->
                named == Dimension.Named.USE ? use(IDLE) : DSL.field(column(named), String.class);
        };
    }

    /// The word for whether something was idle.
    static Field<String> use(Field<Boolean> idle) {
        return DSL.when(idle, DSL.inline("idle")).otherwise(DSL.inline("used"));
    }

    // as RFC 6901 has it, which takes any key
    private static String pointer(String key) {
        return "/" + key.replace("~", "~0").replace("/", "~1");
    }

    /// The column of a named dimension.
    static String column(Dimension.Named named) {
        return switch (named) {
            case CLUSTER, NODE, NAMESPACE, WORKLOAD, POD, CONTAINER, TEAM, PROJECT, EXPERIMENT, COST_CENTER ->
                lower(named);
            case ENVIRONMENT, RUN, GPU_MODEL, DEVICE, SHARING, CAPACITY_TYPE, PROVIDER, REGION, SERVICE -> lower(named);
            case SERVICE_CATEGORY, ACCOUNT, SUB_ACCOUNT, SKU, RESOURCE, RESOURCE_TYPE, STATUS -> lower(named);
            case CHARGE_CATEGORY, CHARGE_FREQUENCY -> lower(named);
            case COMMITMENT -> "commitment_id";
            case COMMITMENT_NAME, COMMITMENT_CATEGORY, COMMITMENT_TYPE, COMMITMENT_STATUS -> lower(named);
            case USE -> "idle";
        };
    }

    private static String lower(Dimension.Named named) {
        return named.text().replace('-', '_');
    }

    private static Field<BigDecimal> decimal(String name) {
        return DSL.field(name, BigDecimal.class);
    }
}
