package dev.outlay.connect.sql;

import dev.outlay.ledger.CapacityType;
import dev.outlay.ledger.Origin;
import dev.outlay.ledger.Resource;
import dev.outlay.ledger.Sharing;
import dev.outlay.ledger.Usage;
import dev.outlay.units.KilowattHours;
import dev.outlay.units.Share;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

final class UsageRow {

    static final List<String> COLUMNS = OwnerColumns.columns(
            List.of("start_at", "end_at"),
            OwnerColumns.PLACE,
            OwnerColumns.OWNER,
            List.of(
                    "resource",
                    "instance_type",
                    "capacity_type",
                    "gpu_model",
                    "device",
                    "sharing",
                    "share",
                    "mig_profile",
                    "quantity",
                    "utilization",
                    "energy_kwh",
                    "tags"));

    private UsageRow() {}

    static void write(Usage usage, RowWriter row) {
        CapacityType capacity = usage.capacityType();
        Sharing sharing = usage.sharing();
        Share utilization = usage.utilization();
        KilowattHours energy = usage.energy();
        OwnerColumns.write(usage.span(), row);
        OwnerColumns.write(usage.place(), row);
        OwnerColumns.write(usage.owner(), row);
        row.text(usage.resource().text())
                .text(usage.instanceType())
                .text(capacity == null ? null : capacity.text())
                .text(usage.gpuModel())
                .text(usage.device())
                .text(sharing == null ? null : sharing.text())
                .decimal(usage.share().value())
                .text(usage.migProfile())
                .decimal(usage.quantity())
                .decimal(utilization == null ? null : utilization.value())
                .decimal(energy == null ? null : energy.value())
                .map(usage.tags());
    }

    static Usage read(Origin origin, RowReader row) {
        return new Usage(
                origin,
                OwnerColumns.span(row),
                OwnerColumns.place(row),
                OwnerColumns.owner(row),
                Resource.of(row.someText()),
                row.text(),
                capacityType(row.text()),
                row.text(),
                row.text(),
                sharing(row.text()),
                new Share(row.someDecimal()),
                row.text(),
                row.someDecimal(),
                share(row.decimal()),
                energy(row.decimal()),
                row.map());
    }

    static @Nullable CapacityType capacityType(@Nullable String text) {
        return text == null ? null : CapacityType.of(text);
    }

    static @Nullable Sharing sharing(@Nullable String text) {
        return text == null ? null : Sharing.of(text);
    }

    private static @Nullable Share share(@Nullable BigDecimal value) {
        return value == null ? null : new Share(value);
    }

    private static @Nullable KilowattHours energy(@Nullable BigDecimal value) {
        return value == null ? null : new KilowattHours(value);
    }
}
