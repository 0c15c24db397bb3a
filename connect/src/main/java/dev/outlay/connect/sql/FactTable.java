package dev.outlay.connect.sql;

import dev.outlay.ledger.Charge;
import dev.outlay.ledger.Delivery;
import dev.outlay.ledger.Event;
import dev.outlay.ledger.Fact;
import dev.outlay.ledger.GridIntensity;
import dev.outlay.ledger.Origin;
import dev.outlay.ledger.Price;
import dev.outlay.ledger.Refusal;
import dev.outlay.ledger.Run;
import dev.outlay.ledger.Sample;
import dev.outlay.ledger.Statement;
import dev.outlay.ledger.Usage;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The table that one kind of fact is kept in, and the way of a fact into a row and back.
///
/// `columns` are in the order in which rows are written and read; the first four are those of [#ORIGIN].
public enum FactTable {
    PRICE(Price.class, "price", "holds_from", null, PriceRow.COLUMNS),
    USAGE(Usage.class, "usage", "start_at", "end_at", UsageRow.COLUMNS),
    CHARGE(Charge.class, "charge", "start_at", "end_at", ChargeRow.COLUMNS),
    RUN(Run.class, "run", "happened_at", null, RunRow.COLUMNS),
    GRID_INTENSITY(GridIntensity.class, "grid_intensity", "start_at", null, GridIntensityRow.COLUMNS),
    REFUSAL(Refusal.class, "refusal", "happened_at", null, RefusalRow.COLUMNS),
    DELIVERY(Delivery.class, "delivery", "happened_at", null, DeliveryRow.COLUMNS),
    STATEMENT(Statement.class, "statement", "happened_at", null, StatementRow.COLUMNS),
    SAMPLE(Sample.class, "sample", "start_at", "end_at", SampleRow.COLUMNS),
    EVENT(Event.class, "event", "happened_at", null, EventRow.COLUMNS);

    /// Where a fact comes from and when the ledger took it in: the columns that every table begins with.
    public static final List<String> ORIGIN = List.of("id", "document", "line", "recorded_at");

    private final Class<? extends Fact> kind;
    private final String table;
    private final String at;
    private final @Nullable String end;

    // made by List.of and Stream.toList, which nobody can change
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<String> content;

    FactTable(Class<? extends Fact> kind, String table, String at, @Nullable String end, List<String> content) {
        this.kind = kind;
        this.table = table;
        this.at = at;
        this.end = end;
        this.content = content;
    }

    public Class<? extends Fact> kind() {
        return kind;
    }

    public String table() {
        return table;
    }

    /// The column of [Fact#at].
    public String at() {
        return at;
    }

    /// The column with the end of a fact that concerns every span it overlaps; null where `at` alone decides.
    public @Nullable String end() {
        return end;
    }

    /// What a fact says: all columns but those of its origin.
    public List<String> content() {
        return content;
    }

    public List<String> columns() {
        return Stream.concat(ORIGIN.stream(), content.stream()).toList();
    }

    /// The table of a fact.
    public static FactTable of(Fact fact) {
        return switch (fact) {
            case Price _ -> PRICE;
            case Usage _ -> USAGE;
            case Charge _ -> CHARGE;
            case Run _ -> RUN;
            case GridIntensity _ -> GRID_INTENSITY;
            case Refusal _ -> REFUSAL;
            case Delivery _ -> DELIVERY;
            case Statement _ -> STATEMENT;
            case Sample _ -> SAMPLE;
            case Event _ -> EVENT;
        };
    }

    /// The tables whose facts are of a class, which is one of them or [Fact] for all.
    public static List<FactTable> of(Class<? extends Fact> kind) {
        return Stream.of(values())
                .filter(table -> kind.isAssignableFrom(table.kind))
                .toList();
    }

    /// Writes every column of a fact, in order.
    public static void write(Fact fact, Instant recordedAt, RowWriter row) {
        row.text(fact.origin().id())
                .text(fact.origin().document())
                .integer(fact.origin().line())
                .instant(recordedAt);
        switch (fact) {
            case Price price -> PriceRow.write(price, row);
            case Usage usage -> UsageRow.write(usage, row);
            case Charge charge -> ChargeRow.write(charge, row);
            case Run run -> RunRow.write(run, row);
            case GridIntensity intensity -> GridIntensityRow.write(intensity, row);
            case Refusal refusal -> RefusalRow.write(refusal, row);
            case Delivery delivery -> DeliveryRow.write(delivery, row);
            case Statement statement -> StatementRow.write(statement, row);
            case Sample sample -> SampleRow.write(sample, row);
            case Event event -> EventRow.write(event, row);
        }
    }

    /// The fact of a row of this table.
    public Fact read(RowReader row) {
        var origin = new Origin(row.someText(), row.someText(), row.integer());
        row.instant();
        return switch (this) {
            case PRICE -> PriceRow.read(origin, row);
            case USAGE -> UsageRow.read(origin, row);
            case CHARGE -> ChargeRow.read(origin, row);
            case RUN -> RunRow.read(origin, row);
            case GRID_INTENSITY -> GridIntensityRow.read(origin, row);
            case REFUSAL -> RefusalRow.read(origin, row);
            case DELIVERY -> DeliveryRow.read(origin, row);
            case STATEMENT -> StatementRow.read(origin, row);
            case SAMPLE -> SampleRow.read(origin, row);
            case EVENT -> EventRow.read(origin, row);
        };
    }
}
