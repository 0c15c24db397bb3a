package dev.outlay.connect.sql;

import dev.outlay.ledger.Arrivals;
import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Filter;
import dev.outlay.ledger.Grain;
import dev.outlay.ledger.Measure;
import dev.outlay.ledger.OwnerRules;
import dev.outlay.ledger.TotalsQuery;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.SQLDialect;
import org.jooq.Select;
import org.jooq.SelectFieldOrAsterisk;
import org.jooq.Table;
import org.jooq.impl.DSL;

/// Compiles the two questions that take filters, totals and facts, for one database. Thread-safe.
///
/// The columns of the totals are: the bucket where there is a grain, one per dimension, the currency where money is
/// asked for, one sum per measure, the number of charges, the number without a price.
public final class TotalsSql {

    // a database's instants end sooner than Java's; nothing was charged before the one or after the other
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private final DSLContext database;

    public TotalsSql(SQLDialect dialect) {
        Objects.requireNonNull(Schema.CHARGE, "the schema, whose loading silences jOOQ");
        this.database = DSL.using(dialect);
    }

    /// Whether the answer is cut by currency.
    public static boolean asksForMoney(TotalsQuery query) {
        return query.measures().stream().anyMatch(measure -> measure.unit() == Measure.Unit.MONEY);
    }

    /// The totals of a query. Rows come in no order: the caller sorts them, as databases differ in how they order
    /// text. `somethingUnpriced` says whether [#unpriced] counts any: where it does not, no row is looked at for
    /// it.
    public Question totals(TotalsQuery query, boolean somethingUnpriced) {
        // the inner select names every group by a word, because an expression with a bound value cannot be grouped
        // by
        var owners = new OwnerSql(query.owners());
        List<SelectFieldOrAsterisk> inner = new ArrayList<>();
        List<Field<?>> groups = new ArrayList<>();
        List<SelectFieldOrAsterisk> outer = new ArrayList<>();
        if (query.grain() != Grain.NONE) {
            group(named(inner, bucket(query.grain()), "bucket"), groups, outer);
        }
        for (int i = 0; i < query.by().size(); i++) {
            Dimension dimension = query.by().get(i);
            String name = "dimension_" + i;
            if (dimension == Dimension.Named.USE) {
                // grouped as it is kept, and put into words once for each group
                Field<Boolean> idle = DSL.field(name, Boolean.class);
                inner.add(Schema.IDLE.as(name));
                groups.add(idle);
                outer.add(Schema.use(idle).as(name));
            } else {
                group(named(inner, owners.of(dimension), name), groups, outer);
            }
        }
        if (asksForMoney(query)) {
            group(named(inner, Schema.CURRENCY, "money"), groups, outer);
        }
        for (int i = 0; i < query.measures().size(); i++) {
            String name = "measure_" + i;
            Field<?> measure = named(inner, Schema.of(query.measures().get(i)), name);
            outer.add(sum(measure).as(name));
        }
        outer.add(DSL.count().as("charges"));
        outer.add((somethingUnpriced
                        ? DSL.count().minus(DSL.count(named(inner, Schema.SOME_COST, "some_cost")))
                        : DSL.inline(0))
                .as("unpriced"));
        if (inner.isEmpty()) {
            inner.add(Schema.IDLE);
        }
        Table<?> charges = DSL.select(inner)
                .from(Schema.CHARGE)
                .where(conditions(query, owners))
                .asTable("asked");
        if (groups.isEmpty()) {
            // no row, not a row of nothing, where there is no charge
            return question(
                    database.select(outer).from(charges).having(DSL.count().gt(0)));
        }
        Select<?> answer = database.select(outer).from(charges).groupBy(groups);
        return question(isOfDays(query.grain()) ? byLongerBuckets(query, answer) : answer);
    }

    /// The number of charges that a query asks for and that have no price.
    public Question unpriced(TotalsQuery query) {
        var owners = new OwnerSql(query.owners());
        return question(database.selectCount()
                .from(Schema.CHARGE)
                .where(conditions(query, owners))
                .and(Schema.BILLED_COST.isNull())
                .and(Schema.EFFECTIVE_COST.isNull())
                .and(Schema.LIST_COST.isNull())
                .and(Schema.CONTRACTED_COST.isNull()));
    }

    private static List<Condition> conditions(TotalsQuery query, OwnerSql owners) {
        List<Condition> conditions = new ArrayList<>(filters(query.filters(), owners));
        Span span = query.span();
        if (span != null) {
            conditions.add(Schema.START_AT.ge(time(span.from())));
            conditions.add(Schema.START_AT.lt(time(span.to())));
        }
        Arrivals arrived = query.arrived();
        if (arrived != null) {
            conditions.add(Schema.PLACE.ge(arrived.after()));
            conditions.add(Schema.PLACE.lt(arrived.upTo()));
        }
        return conditions;
    }

    /// Sums days up into weeks or months: the day of an instant is found much faster than its month, so each charge
    /// is asked for its day and each day for its month.
    private Select<?> byLongerBuckets(TotalsQuery query, Select<?> days) {
        List<SelectFieldOrAsterisk> columns = new ArrayList<>();
        List<Field<?>> groups = new ArrayList<>();
        columns.add(truncated(query.grain(), DSL.field("bucket", LocalDateTime.class))
                .as("longer"));
        groups.add(DSL.field("longer"));
        for (int i = 0; i < query.by().size(); i++) {
            group(DSL.field("dimension_" + i), groups, columns);
        }
        if (asksForMoney(query)) {
            group(DSL.field("money"), groups, columns);
        }
        for (int i = 0; i < query.measures().size(); i++) {
            columns.add(sum(DSL.field("measure_" + i)));
        }
        columns.add(sum(DSL.field("charges")));
        columns.add(sum(DSL.field("unpriced")));
        return database.select(columns).from(days.asTable("daily")).groupBy(groups);
    }

    private static boolean isOfDays(Grain grain) {
        return grain == Grain.WEEK || grain == Grain.MONTH;
    }

    private static Field<BigDecimal> sum(Field<?> field) {
        return DSL.field("sum({0})", BigDecimal.class, field);
    }

    private static void group(Field<?> field, List<Field<?>> groups, List<SelectFieldOrAsterisk> columns) {
        groups.add(field);
        columns.add(field);
    }

    /// All columns of the facts of a table that concern a span and whose own instant lies in another, filtered
    /// where they are charges, in order.
    public Question facts(FactTable table, Span span, List<Filter> filters, Span at) {
        Field<LocalDateTime> own = DSL.field(table.at(), LocalDateTime.class);
        return question(database.select(table.columns().stream().map(DSL::field).toList())
                .from(table.table())
                .where(concerning(table, span, filters))
                .and(own.ge(time(at.from())))
                .and(own.lt(time(at.to())))
                .orderBy(own, DSL.field("id")));
    }

    /// The hours in which the instants of such facts lie, in order, each with how many they are.
    public Question hours(FactTable table, Span span, List<Filter> filters) {
        Field<LocalDateTime> hour = truncated(Grain.HOUR, DSL.field(table.at(), LocalDateTime.class))
                .as("hour");
        return question(database.select(hour, DSL.count())
                .from(table.table())
                .where(concerning(table, span, filters))
                .groupBy(DSL.field("hour"))
                .orderBy(DSL.field("hour")));
    }

    private static List<Condition> concerning(FactTable table, Span span, List<Filter> filters) {
        Field<LocalDateTime> at = DSL.field(table.at(), LocalDateTime.class);
        List<Condition> conditions = new ArrayList<>();
        conditions.add(at.lt(time(span.to())));
        conditions.add(
                table.end() == null
                        ? at.ge(time(span.from()))
                        : DSL.field(table.end(), LocalDateTime.class).gt(time(span.from())));
        if (table == FactTable.CHARGE) {
            conditions.addAll(filters(filters, new OwnerSql(OwnerRules.NONE)));
        }
        return conditions;
    }

    /// All columns of the facts of a table at some places, in their order.
    public Question arrived(FactTable table, Arrivals arrivals) {
        return question(database.select(table.columns().stream().map(DSL::field).toList())
                .from(table.table())
                .where(Schema.PLACE.ge(arrivals.after()))
                .and(Schema.PLACE.lt(arrivals.upTo()))
                .orderBy(Schema.PLACE));
    }

    private static List<Condition> filters(List<Filter> filters, OwnerSql owners) {
        return filters.stream()
                .map(filter -> condition(filter, owners.of(filter.dimension())))
                .toList();
    }

    private static Condition condition(Filter filter, Field<String> dimension) {
        List<String> said = filter.values().stream().filter(Objects::nonNull).toList();
        Condition among = said.isEmpty() ? DSL.falseCondition() : dimension.in(said);
        return filter.values().contains(null) ? among.or(dimension.isNull()) : among;
    }

    private static Field<LocalDateTime> bucket(Grain grain) {
        return isOfDays(grain)
                ? DSL.field("cast({0} as date)", LocalDateTime.class, Schema.START_AT)
                : truncated(grain, Schema.START_AT);
    }

    // jOOQ's own trunc does not know DuckDB's form
    private static Field<LocalDateTime> truncated(Grain grain, Field<LocalDateTime> time) {
        return DSL.field(
                "cast(date_trunc({0}, {1}) as timestamp)",
                LocalDateTime.class, DSL.inline(grain.name().toLowerCase(Locale.ROOT)), time);
    }

    private static Field<?> named(List<SelectFieldOrAsterisk> inner, Field<?> field, String name) {
        inner.add(field.as(name));
        return DSL.field(name, field.getType());
    }

    private Question question(Query query) {
        return new Question(database.render(query), database.extractBindValues(query));
    }

    private static LocalDateTime time(Instant instant) {
        Instant within = instant.isBefore(EARLIEST) ? EARLIEST : instant.isAfter(LATEST) ? LATEST : instant;
        return LocalDateTime.ofInstant(within, ZoneOffset.UTC);
    }
}
