package dev.outlay.connect.focus;

import static dev.outlay.connect.tabular.Column.optional;
import static dev.outlay.connect.tabular.Column.required;

import dev.outlay.connect.duckdb.TextTable;
import dev.outlay.connect.sql.FactTable;
import dev.outlay.connect.tabular.FileColumns;
import dev.outlay.connect.tabular.Progress;
import dev.outlay.connect.tabular.TableFormat;
import dev.outlay.connect.tabular.TableSource;
import dev.outlay.connect.tabular.TagColumn;
import dev.outlay.connect.tabular.TagColumn.Promoted;
import dev.outlay.ledger.SourceException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/// A bill in the form of FOCUS 1.0 to 1.4: CSV, CSV compressed with gzip, or Parquet.
///
/// Each row becomes a charge of the status billed; each row of our own export becomes the charge it was written
/// from. Columns may stand in any order; those that a charge has no place for are not kept.
/// `docs/reference/focus.md` says which column goes where.
public final class FocusFile {

    private static final Set<String> EXPORT_NEEDS = Set.of(
            "BillingCurrency",
            "ChargePeriodStart",
            "ChargePeriodEnd",
            ExportColumns.ID,
            "x_Status",
            "x_Idle",
            ExportColumns.AS_RECORDED);

    static final TableFormat FORMAT = new TableFormat(
            "focus",
            "a FOCUS bill",
            FactTable.CHARGE,
            List.of(
                    required("BilledCost").decimal(),
                    required("BillingCurrency"),
                    required("ChargePeriodStart").instant(),
                    required("ChargePeriodEnd").instant(),
                    optional("AvailabilityZone"),
                    optional("BillingAccountId"),
                    optional("BillingAccountName"),
                    optional("BillingPeriodEnd").instant(),
                    optional("BillingPeriodStart").instant(),
                    optional("ChargeCategory"),
                    optional("ChargeClass"),
                    optional("ChargeDescription"),
                    optional("ChargeFrequency"),
                    optional("CommitmentDiscountCategory"),
                    optional("CommitmentDiscountId"),
                    optional("CommitmentDiscountName"),
                    optional("CommitmentDiscountStatus"),
                    optional("CommitmentDiscountType"),
                    optional("ConsumedQuantity").decimal(),
                    optional("ConsumedUnit"),
                    optional("ContractedCost").decimal(),
                    optional("ContractedUnitPrice").decimal(),
                    optional("EffectiveCost").decimal(),
                    optional("InvoiceIssuerName"),
                    optional("ListCost").decimal(),
                    optional("ListUnitPrice").decimal(),
                    optional("PricingCategory"),
                    optional("PricingQuantity").decimal(),
                    optional("PricingUnit"),
                    optional("ProviderName"),
                    optional("PublisherName"),
                    optional("RegionId"),
                    optional("RegionName"),
                    optional("ResourceId"),
                    optional("ResourceName"),
                    optional("ResourceType"),
                    optional("ServiceCategory"),
                    optional("ServiceName"),
                    optional("SkuId"),
                    optional("SkuPriceId"),
                    optional("SubAccountId"),
                    optional("SubAccountName"),
                    optional("Tags"),
                    optional("ServiceProviderName"),
                    optional("AllocatedMethodDetails"),
                    optional("AllocatedMethodId"),
                    optional("AllocatedResourceId"),
                    optional("AllocatedResourceName")),
            null,
            new TagColumn(
                    "Tags",
                    true,
                    List.of(
                            Promoted.of("tag_cluster", "cluster"),
                            Promoted.of("tag_namespace", "namespace"),
                            Promoted.of("tag_workload", "workload"),
                            Promoted.of("tag_pod", "pod"),
                            Promoted.of("tag_container", "container"),
                            Promoted.of("tag_team", "team", "Team"),
                            Promoted.of("tag_project", "project", "Project"),
                            Promoted.of("tag_experiment", "experiment-id", "experiment_id", "experiment"),
                            Promoted.of("tag_cost_center", "cost-center", "cost_center", "CostCenter"),
                            Promoted.of("tag_environment", "environment", "Environment", "env"),
                            Promoted.of("tag_run", "run-id", "run_id"))),
            "/dev/outlay/connect/focus/charges.sql",
            "docs/reference/focus.md");

    /// What our own export looks like: its columns are those of an export, and its rows name the charges they are.
    static final TableFormat EXPORTED = new TableFormat(
            "focus",
            "an export of charges",
            FactTable.CHARGE,
            ExportColumns.of(FocusVersion.V1_2).stream()
                    .map(name -> EXPORT_NEEDS.contains(name) ? required(name) : optional(name))
                    .toList(),
            ExportColumns.ID,
            new TagColumn("Tags", true, List.of()),
            "/dev/outlay/connect/focus/exported.sql",
            "docs/reference/focus.md");

    private FocusFile() {}

    /// The bill in a file, as a source; its facts have ids that start with `focus/`, or those of the charges that
    /// an export was written from.
    public static TableSource source(Path file, InstantSource clock, Progress progress) {
        List<String> names = names(file);
        boolean exported = names.containsAll(EXPORT_NEEDS);
        String said = exported ? "focus %s, an export" : "focus %s";
        return new TableSource(
                exported ? EXPORTED : FORMAT,
                file,
                clock,
                progress,
                said.formatted(FocusVersion.detect(names).text()));
    }

    // a file that cannot be read has no columns here, and its source says why when it is asked
    private static List<String> names(Path file) {
        try {
            if (!FileColumns.isParquet(file)) {
                return FileColumns.ofText(file);
            }
            try (TextTable table = TextTable.ofParquet(file)) {
                return List.copyOf(table.types().keySet());
            }
        } catch (SourceException e) {
            return List.of();
        }
    }
}
