package dev.outlay.ledger;

import org.jspecify.annotations.Nullable;

/// What every dimension means on a charge: the specification of the columns that ledgers keep. Thread-safe.
public final class Dimensions {

    private Dimensions() {}

    /// The value of a dimension on a charge; null where it was not said.
    public static @Nullable String value(Dimension dimension, Charge charge) {
        return switch (dimension) {
            case Dimension.Tag tag -> charge.tags().get(tag.key());
            case Dimension.Named named -> value(named, charge);
        };
    }

    private static @Nullable String value(Dimension.Named named, Charge charge) {
        return switch (named) {
            case CLUSTER -> charge.place().cluster();
            case NODE -> charge.place().node();
            case NAMESPACE -> charge.owner().namespace();
            case WORKLOAD -> charge.owner().workload();
            case POD -> charge.owner().pod();
            case CONTAINER -> charge.owner().container();
            case TEAM -> charge.owner().team();
            case PROJECT -> charge.owner().project();
            case EXPERIMENT -> charge.owner().experiment();
            case COST_CENTER -> charge.owner().costCenter();
            case ENVIRONMENT -> charge.owner().environment();
            case RUN -> charge.owner().run();
            case GPU_MODEL -> charge.use().gpuModel();
            case DEVICE -> charge.use().device();
            case SHARING ->
                charge.use().sharing() == null ? null : charge.use().sharing().text();
            case CAPACITY_TYPE ->
                charge.use().capacityType() == null
                        ? null
                        : charge.use().capacityType().text();
            case PROVIDER -> charge.place().provider();
            case REGION -> charge.place().region();
            case SERVICE -> charge.product().serviceName();
            case SERVICE_CATEGORY -> charge.product().serviceCategory();
            case ACCOUNT -> charge.account().billingAccountId();
            case SUB_ACCOUNT -> charge.account().subAccountId();
            case SKU -> charge.product().skuId();
            case RESOURCE -> charge.product().resourceId();
            case RESOURCE_TYPE -> charge.product().resourceType();
            case CHARGE_CATEGORY -> charge.terms().chargeCategory();
            case CHARGE_FREQUENCY -> charge.terms().chargeFrequency();
            case COMMITMENT -> charge.terms().commitmentId();
            case COMMITMENT_NAME -> charge.terms().commitmentName();
            case COMMITMENT_CATEGORY -> charge.terms().commitmentCategory();
            case COMMITMENT_TYPE -> charge.terms().commitmentType();
            case COMMITMENT_STATUS -> charge.terms().commitmentStatus();
            case STATUS -> charge.status().text();
            case USE -> charge.use().idle() ? "idle" : "used";
        };
    }
}
