package dev.outlay.connect.sql;

import dev.outlay.ledger.Filter;
import dev.outlay.ledger.Grain;
import dev.outlay.ledger.Measure;
import dev.outlay.ledger.OwnerRules;
import dev.outlay.ledger.TotalsQuery;
import dev.outlay.units.Span;
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
    /// text.
    public Question totals(TotalsQuery query) {
        // the inner select names every group by a word, because an expression with a bound value cannot be grouped
        // by
        var owners = new OwnerSql(query.owners());
        List<SelectFieldOrAsterisk> inner = new ArrayList<>();
        List<Field<?>> groups = new ArrayList<>();
        if (query.grain() != Grain.NONE) {
            groups.add(named(inner, bucket(query.grain()), "bucket"));
        }
        for (int i = 0; i < query.by().size(); i++) {
            groups.add(named(inner, owners.of(query.by().get(i)), "dimension_" + i));
        }
        if (asksForMoney(query)) {
            groups.add(named(inner, Schema.CURRENCY, "money"));
        }
        List<SelectFieldOrAsterisk> outer = new ArrayList<>(groups);
        for (int i = 0; i < query.measures().size(); i++) {
            Field<?> measure = named(inner, Schema.of(query.measures().get(i)), "measure_" + i);
            outer.add(DSL.field("sum({0})", java.math.BigDecimal.class, measure));
        }
        Field<?> priced = named(
                inner,
                DSL.coalesce(Schema.BILLED_COST, Schema.EFFECTIVE_COST, Schema.LIST_COST, Schema.CONTRACTED_COST),
                "some_cost");
        outer.add(DSL.count());
        outer.add(DSL.count().minus(DSL.count(priced)));
        List<Condition> conditions = new ArrayList<>(filters(query.filters(), owners));
        Span span = query.span();
        if (span != null) {
            conditions.add(Schema.START_AT.ge(time(span.from())));
            conditions.add(Schema.START_AT.lt(time(span.to())));
        }
        Table<?> charges =
                DSL.select(inner).from(Schema.CHARGE).where(conditions).asTable("asked");
        return question(
                groups.isEmpty()
                        // no row, not a row of nothing, where there is no charge
                        ? database.select(outer)
                                .from(charges)
                                .having(DSL.count().gt(0))
                        : database.select(outer).from(charges).groupBy(groups));
    }

    /// All columns of the facts of a table that concern a span, filtered where they are charges, in order.
    public Question facts(FactTable table, Span span, List<Filter> filters) {
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
        return question(database.select(table.columns().stream().map(DSL::field).toList())
                .from(table.table())
                .where(conditions)
                .orderBy(at, DSL.field("id")));
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

    // jOOQ's own trunc does not know DuckDB's form
    private static Field<LocalDateTime> bucket(Grain grain) {
        return DSL.field(
                "cast(date_trunc({0}, {1}) as timestamp)",
                LocalDateTime.class, DSL.inline(grain.name().toLowerCase(Locale.ROOT)), Schema.START_AT);
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
