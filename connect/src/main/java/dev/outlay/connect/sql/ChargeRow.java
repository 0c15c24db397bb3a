package dev.outlay.connect.sql;

import dev.outlay.ledger.Account;
import dev.outlay.ledger.AllocatedFrom;
import dev.outlay.ledger.CapacityType;
import dev.outlay.ledger.Charge;
import dev.outlay.ledger.ChargeStatus;
import dev.outlay.ledger.Costs;
import dev.outlay.ledger.GpuUse;
import dev.outlay.ledger.Origin;
import dev.outlay.ledger.Owner;
import dev.outlay.ledger.Place;
import dev.outlay.ledger.Product;
import dev.outlay.ledger.RatedBy;
import dev.outlay.ledger.Sharing;
import dev.outlay.ledger.Terms;
import dev.outlay.units.Money;
import dev.outlay.units.Share;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

final class ChargeRow {

    static final List<String> COLUMNS = OwnerColumns.columns(
            List.of("status", "start_at", "end_at", "billing_start_at", "billing_end_at"),
            List.of("currency", "billed_cost", "effective_cost", "list_cost", "contracted_cost"),
            OwnerColumns.PLACE,
            OwnerColumns.OWNER,
            FocusColumns.PRODUCT,
            FocusColumns.TERMS,
            FocusColumns.ACCOUNT,
            List.of("gpu_model", "device", "sharing", "capacity_type", "gpu_seconds", "idle"),
            List.of("energy_kwh", "emissions_grams", "measured"),
            List.of("rated_by_id", "rated_by_date", "rated_by_source", "rated_by_kind"),
            List.of("allocated_from", "allocated_ratio", "tags", "allocated_method"));

    private ChargeRow() {}

    static void write(Charge charge, RowWriter row) {
        row.text(charge.status().text());
        OwnerColumns.write(charge.period(), row);
        OwnerColumns.write(charge.billingPeriod(), row);
        Costs costs = charge.costs();
        row.text(costs.currency())
                .decimal(amount(costs.billed()))
                .decimal(amount(costs.effective()))
                .decimal(amount(costs.list()))
                .decimal(amount(costs.contracted()));
        OwnerColumns.write(charge.place(), row);
        OwnerColumns.write(charge.owner(), row);
        FocusColumns.write(charge.product(), row);
        FocusColumns.write(charge.terms(), row);
        FocusColumns.write(charge.account(), row);
        write(charge.use(), row);
        RatedBy rated = charge.ratedBy();
        row.text(rated == null ? null : rated.priceId())
                .text(rated == null ? null : rated.date())
                .text(rated == null ? null : rated.source())
                .text(rated == null ? null : rated.kind());
        AllocatedFrom allocated = charge.allocatedFrom();
        row.text(allocated == null ? null : allocated.id())
                .decimal(allocated == null ? null : allocated.ratio().value())
                .map(charge.tags())
                .text(allocated == null ? null : allocated.method());
    }

    static Charge read(Origin origin, RowReader row) {
        ChargeStatus status = ChargeStatus.valueOf(row.someText().toUpperCase(Locale.ROOT));
        Span period = OwnerColumns.span(row);
        Span billingPeriod = OwnerColumns.spanOrNull(row);
        Costs costs = costs(row);
        Place place = OwnerColumns.place(row);
        Owner owner = OwnerColumns.owner(row);
        Product product = FocusColumns.product(row);
        Terms terms = FocusColumns.terms(row);
        var account = new Account(row.text(), row.text(), row.text(), row.text());
        GpuUse use = use(row);
        RatedBy ratedBy = ratedBy(row.text(), row.text(), row.text(), row.text());
        String wholeId = row.text();
        BigDecimal ratio = row.decimal();
        Map<String, String> tags = row.map();
        AllocatedFrom allocatedFrom = allocatedFrom(wholeId, ratio, row.text());
        return new Charge(
                origin,
                status,
                period,
                billingPeriod,
                costs,
                place,
                owner,
                product,
                terms,
                account,
                use,
                ratedBy,
                allocatedFrom,
                tags);
    }

    private static void write(GpuUse use, RowWriter row) {
        Sharing sharing = use.sharing();
        CapacityType capacity = use.capacityType();
        row.text(use.gpuModel())
                .text(use.device())
                .text(sharing == null ? null : sharing.text())
                .text(capacity == null ? null : capacity.text())
                .decimal(use.gpuSeconds())
                .flag(use.idle())
                .decimal(use.energyKwh())
                .decimal(use.emissionsGrams())
                .flag(use.measured());
    }

    private static GpuUse use(RowReader row) {
        return new GpuUse(
                row.text(),
                row.text(),
                UsageRow.sharing(row.text()),
                UsageRow.capacityType(row.text()),
                row.decimal(),
                row.flag(),
                row.decimal(),
                row.decimal(),
                row.flag());
    }

    private static Costs costs(RowReader row) {
        String currency = row.someText();
        return new Costs(
                currency,
                money(currency, row.decimal()),
                money(currency, row.decimal()),
                money(currency, row.decimal()),
                money(currency, row.decimal()));
    }

    private static @Nullable Money money(String currency, @Nullable BigDecimal amount) {
        return amount == null ? null : new Money(currency, amount);
    }

    private static @Nullable BigDecimal amount(@Nullable Money money) {
        return money == null ? null : money.amount();
    }

    private static @Nullable RatedBy ratedBy(
            @Nullable String id, @Nullable String date, @Nullable String source, @Nullable String kind) {
        return id == null || date == null || source == null || kind == null
                ? null
                : new RatedBy(id, date, source, kind);
    }

    private static @Nullable AllocatedFrom allocatedFrom(
            @Nullable String id, @Nullable BigDecimal ratio, @Nullable String method) {
        return id == null || ratio == null ? null : new AllocatedFrom(id, new Share(ratio), method);
    }
}
