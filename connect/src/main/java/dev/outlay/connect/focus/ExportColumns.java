package dev.outlay.connect.focus;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The columns of an export, in order: those of the FOCUS version, then our own.
///
/// A column that FOCUS does not demand is left out where a ledger knows nothing that it could say.
final class ExportColumns {

    static final String AS_RECORDED = "x_AsRecorded";
    static final String ID = "x_ChargeId";

    private static final Set<String> UNKNOWN_TO_LEDGERS = Set.of(
            "BillingAccountType",
            "CapacityReservationId",
            "CapacityReservationStatus",
            "ContractApplied",
            "PricingCurrency",
            "PricingCurrencyContractedUnitPrice",
            "PricingCurrencyEffectiveCost",
            "PricingCurrencyListUnitPrice",
            "SkuMeter",
            "SkuPriceDetails",
            "SubAccountType");

    /// Our own columns, which say what FOCUS has no column for.
    static final List<String> OWN = List.of(
            ID,
            "x_Status",
            "x_Provider",
            "x_Cluster",
            "x_Node",
            "x_Namespace",
            "x_Workload",
            "x_Pod",
            "x_Container",
            "x_Team",
            "x_Project",
            "x_Experiment",
            "x_CostCenter",
            "x_Environment",
            "x_Run",
            "x_GpuModel",
            "x_Device",
            "x_Sharing",
            "x_CapacityType",
            "x_GpuSeconds",
            "x_Idle",
            "x_EnergyKwh",
            "x_EmissionsGrams",
            "x_EnergyMeasured",
            "x_RatedById",
            "x_RatedByDate",
            "x_RatedBySource",
            "x_RatedByKind",
            "x_AllocatedFrom",
            "x_AllocatedRatio",
            "x_AllocatedMethod",
            AS_RECORDED);

    private static final Set<String> OWN_DECIMALS =
            Set.of("x_GpuSeconds", "x_EnergyKwh", "x_EmissionsGrams", "x_AllocatedRatio");

    private ExportColumns() {}

    static List<String> of(FocusVersion version) {
        Stream<String> focus = FocusColumn.of(version).stream()
                .filter(column -> !UNKNOWN_TO_LEDGERS.contains(column.name()))
                .map(FocusColumn::name);
        return Stream.concat(focus, OWN.stream()).toList();
    }

    /// The type that a column has in Parquet.
    static String type(String column) {
        FocusColumn.Kind kind = FocusColumn.named(column).map(FocusColumn::kind).orElse(FocusColumn.Kind.STRING);
        return switch (kind) {
            case DECIMAL -> "DECIMAL(38, 18)";
            case DATETIME -> "TIMESTAMP";
            case STRING, CURRENCY, TAGS, JSON ->
                OWN_DECIMALS.contains(column)
                        ? "DECIMAL(38, 18)"
                        : column.equals("x_Idle") || column.equals("x_EnergyMeasured") ? "BOOLEAN" : "VARCHAR";
        };
    }
}
