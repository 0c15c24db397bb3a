package dev.outlay.ledger;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// What charges are grouped and filtered by: one of the named columns, or one key of the tags.
public sealed interface Dimension {

    /// How it is written in commands and files, such as `cost-center` or `tag:qos`.
    String text();

    /// The named dimensions, each a column of its own in every ledger.
    enum Named implements Dimension {
        CLUSTER,
        NODE,
        NAMESPACE,
        WORKLOAD,
        POD,
        CONTAINER,
        TEAM,
        PROJECT,
        EXPERIMENT,
        COST_CENTER,
        ENVIRONMENT,
        RUN,
        GPU_MODEL,
        DEVICE,
        SHARING,
        CAPACITY_TYPE,
        PROVIDER,
        REGION,
        SERVICE,
        SERVICE_CATEGORY,
        ACCOUNT,
        SUB_ACCOUNT,
        SKU,
        RESOURCE,
        RESOURCE_TYPE,
        CHARGE_CATEGORY,
        CHARGE_FREQUENCY,
        COMMITMENT,
        COMMITMENT_NAME,
        COMMITMENT_CATEGORY,
        COMMITMENT_TYPE,
        COMMITMENT_STATUS,
        STATUS,
        /// `used` or `idle`.
        USE;

        @Override
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// One key of the tags; absent where a charge lacks the key. Throws [IllegalArgumentException] on a blank key.
    record Tag(String key) implements Dimension {

        public Tag {
            if (key.isBlank()) {
                throw new IllegalArgumentException("a tag dimension names a key, as in tag:qos");
            }
        }

        @Override
        public String text() {
            return "tag:" + key;
        }
    }

    /// The dimension of a written name. Throws [IllegalArgumentException] listing the known ones.
    static Dimension of(String text) {
        String name = text.strip();
        if (name.startsWith("tag:")) {
            return new Tag(name.substring("tag:".length()));
        }
        return Arrays.stream(Named.values())
                .filter(dimension -> dimension.text().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown dimension " + text + ": use one of "
                        + Arrays.stream(Named.values()).map(Named::text).collect(Collectors.joining(", "))
                        + ", or tag:KEY"));
    }
}
