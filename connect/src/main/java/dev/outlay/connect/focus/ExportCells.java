package dev.outlay.connect.focus;

import dev.outlay.connect.sql.FlatJson;
import dev.outlay.ledger.Account;
import dev.outlay.ledger.Charge;
import dev.outlay.ledger.ChargeStatus;
import dev.outlay.ledger.GpuUse;
import dev.outlay.ledger.Owner;
import dev.outlay.ledger.Place;
import dev.outlay.ledger.Product;
import dev.outlay.ledger.RatedBy;
import dev.outlay.units.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Says of a charge, in the columns of FOCUS, when it was, who billed it to whom, and for what. Immutable and
/// thread-safe.
final class ExportCells {

    private static final String NOT_BILLED = "not-billed";
    private static final String CORRECTION = "Correction";
    private static final Map<String, String> PROVIDERS =
            Map.of("aws", "AWS", "azure", "Microsoft", "gcp", "Google Cloud", "oci", "Oracle");
    private static final Map<String, String> FREQUENCIES =
            Map.of("usage-based", "Usage-Based", "recurring", "Recurring", "one-time", "One-Time");

    private final String currency;

    /// `currency` is said of charges without a price, which have none of their own.
    ExportCells(String currency) {
        this.currency = currency;
    }

    ExportRow row(Charge charge) {
        var row = new ExportRow();
        periods(charge, row);
        parties(charge, row);
        product(charge, row);
        kind(charge, row);
        new PricingCells(charge, currency).write(row);
        owner(charge.owner(), charge.place(), row);
        use(charge, row);
        return row;
    }

    private static void periods(Charge charge, ExportRow row) {
        Span period = charge.period();
        row.put("ChargePeriodStart", period.from().toString(), second(period.from(), false));
        row.put("ChargePeriodEnd", period.to().toString(), second(period.to(), true));
        Span billed = charge.billingPeriod();
        Span month = billed == null ? month(period.from()) : billed;
        row.put("BillingPeriodStart", billed == null ? null : billed.from().toString(), second(month.from(), false));
        row.put("BillingPeriodEnd", billed == null ? null : billed.to().toString(), second(month.to(), true));
    }

    private static void parties(Charge charge, ExportRow row) {
        Product product = charge.product();
        String provider = charge.place().provider();
        String issuer = product.invoiceIssuer();
        String name = providerName(provider, issuer);
        row.put("x_Provider", provider);
        row.show("ProviderName", name);
        row.show("ServiceProviderName", name);
        row.show("HostProviderName", name);
        row.put("PublisherName", product.publisher(), or(product.publisher(), name));
        row.put("InvoiceIssuerName", issuer, or(issuer, name));
        Account account = charge.account();
        String id = account.billingAccountId();
        row.put("BillingAccountId", id, or(id, NOT_BILLED));
        String accountName = account.billingAccountName();
        row.put("BillingAccountName", accountName, or(accountName, id == null ? "Not billed" : id));
        String sub = account.subAccountId();
        row.put("SubAccountId", sub);
        row.put("SubAccountName", account.subAccountName(), sub == null ? null : or(account.subAccountName(), sub));
    }

    // the same name as on the invoice where they are one, else the name that bills use
    private static String providerName(@Nullable String provider, @Nullable String issuer) {
        if (provider == null) {
            return issuer == null ? "Not stated" : issuer;
        }
        if (issuer != null && issuer.equalsIgnoreCase(provider)) {
            return issuer;
        }
        return PROVIDERS.getOrDefault(provider, provider);
    }

    private static void product(Charge charge, ExportRow row) {
        Product product = charge.product();
        Place place = charge.place();
        String category = product.serviceCategory();
        String service = product.serviceName();
        row.put("ServiceCategory", category, or(category, "Other"));
        row.put("ServiceName", service, or(service, or(category, "Other")));
        // a service has one subcategory only, so nothing but its category may decide
        row.show("ServiceSubcategory", "Other (" + or(category, "Other") + ")");
        String resource = product.resourceId();
        row.put("ResourceId", resource);
        row.put("ResourceName", product.resourceName(), resource == null ? null : product.resourceName());
        row.put(
                "ResourceType",
                product.resourceType(),
                resource == null ? null : or(product.resourceType(), or(service, "Resource")));
        row.put("AvailabilityZone", place.zone());
        row.put("RegionId", place.region());
        row.put(
                "RegionName",
                product.regionName(),
                place.region() == null ? null : or(product.regionName(), place.region()));
        row.put("ChargeDescription", charge.terms().chargeDescription(), description(charge));
        row.put("Tags", FlatJson.text(charge.tags()));
    }

    private static String description(Charge charge) {
        String said = charge.terms().chargeDescription();
        if (said != null && !said.isBlank()) {
            return said;
        }
        GpuUse use = charge.use();
        return Stream.of(
                        use.idle() ? "idle" : charge.status().text(),
                        charge.product().serviceName(),
                        use.gpuModel(),
                        charge.product().skuId(),
                        charge.product().resourceType())
                .flatMap(part -> Optional.ofNullable(part).stream())
                .collect(Collectors.joining(" "));
    }

    private static void kind(Charge charge, ExportRow row) {
        String category = charge.terms().chargeCategory();
        row.put("ChargeCategory", category, or(category, "Usage"));
        String kind = charge.terms().chargeClass();
        row.put("ChargeClass", kind, charge.status() == ChargeStatus.CORRECTED ? CORRECTION : kind);
        String frequency = charge.terms().chargeFrequency();
        String usual = "Purchase".equals(category) ? "One-Time" : "Usage-Based";
        row.put(
                "ChargeFrequency",
                frequency,
                frequency == null ? usual : FREQUENCIES.getOrDefault(frequency.toLowerCase(Locale.ROOT), frequency));
    }

    private static void owner(Owner owner, Place place, ExportRow row) {
        row.put("x_Cluster", place.cluster());
        row.put("x_Node", place.node());
        row.put("x_Namespace", owner.namespace());
        row.put("x_Workload", owner.workload());
        row.put("x_Pod", owner.pod());
        row.put("x_Container", owner.container());
        row.put("x_Team", owner.team());
        row.put("x_Project", owner.project());
        row.put("x_Experiment", owner.experiment());
        row.put("x_CostCenter", owner.costCenter());
        row.put("x_Environment", owner.environment());
        row.put("x_Run", owner.run());
    }

    private static void use(Charge charge, ExportRow row) {
        GpuUse use = charge.use();
        row.put(ExportColumns.ID, charge.origin().id());
        row.put("x_Status", charge.status().text());
        row.put("x_GpuModel", use.gpuModel());
        row.put("x_Device", use.device());
        row.put("x_Sharing", use.sharing() == null ? null : use.sharing().text());
        row.put(
                "x_CapacityType",
                use.capacityType() == null ? null : use.capacityType().text());
        row.put("x_GpuSeconds", use.gpuSeconds());
        row.put("x_Idle", Boolean.toString(use.idle()));
        row.put("x_EnergyKwh", use.energyKwh());
        row.put("x_EmissionsGrams", use.emissionsGrams());
        row.put("x_EnergyMeasured", Boolean.toString(use.measured()));
        RatedBy rated = charge.ratedBy();
        if (rated != null) {
            row.put("x_RatedById", rated.priceId());
            row.put("x_RatedByDate", rated.date());
            row.put("x_RatedBySource", rated.source());
            row.put("x_RatedByKind", rated.kind());
        }
        if (charge.allocatedFrom() != null) {
            row.put("x_AllocatedFrom", charge.allocatedFrom().id());
            row.put("x_AllocatedRatio", charge.allocatedFrom().ratio().value());
            row.put("x_AllocatedMethod", charge.allocatedFrom().method());
        }
    }

    static String or(@Nullable String said, String otherwise) {
        return said == null || said.isEmpty() ? otherwise : said;
    }

    private static Span month(Instant instant) {
        LocalDate first = instant.atOffset(ZoneOffset.UTC).toLocalDate().withDayOfMonth(1);
        return new Span(
                first.atStartOfDay(ZoneOffset.UTC).toInstant(),
                first.plusMonths(1).atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    // FOCUS writes whole seconds; a period must not become empty by it
    private static String second(Instant instant, boolean up) {
        Instant whole = instant.truncatedTo(ChronoUnit.SECONDS);
        return (up && !whole.equals(instant) ? whole.plus(Duration.ofSeconds(1)) : whole).toString();
    }
}
