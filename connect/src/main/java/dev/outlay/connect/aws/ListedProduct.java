package dev.outlay.connect.aws;

import dev.outlay.catalog.Catalog;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The attributes of a product of the Price List, under one name whether they stand in JSON (`operatingSystem`) or
/// in CSV (`Operating System`). Immutable.
final class ListedProduct {

    private final Map<String, String> attributes;

    private ListedProduct(Map<String, String> attributes) {
        this.attributes = attributes;
    }

    static ListedProduct of(Map<String, String> written) {
        Map<String, String> attributes = new HashMap<>();
        written.forEach((name, value) -> attributes.put(key(name), value));
        return new ListedProduct(attributes);
    }

    /// An attribute's name without blanks, signs and case.
    static String key(String name) {
        return name.replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT);
    }

    @Nullable
    String get(String name) {
        String value = attributes.get(key(name));
        return value == null || value.isBlank() ? null : value;
    }

    /// Whether it is the plain Linux machine with GPUs that a price without further words means: shared tenancy, no
    /// software, no capacity reservation.
    ///
    /// Attributes that one form of the list leaves out say nothing against it, those that set prices apart must be
    /// there.
    boolean isPlainGpuMachine(Catalog catalog) {
        return is("instanceType", get("instanceType"))
                && is("regionCode", get("regionCode"))
                && is("operatingSystem", "Linux")
                && is("tenancy", "Shared")
                && is("preInstalledSw", "NA")
                && is("capacitystatus", "Used")
                && isOrUnsaid("operation", "RunInstances")
                && isOrUnsaid("marketoption", "OnDemand")
                && isOrUnsaid("licenseModel", "No License required")
                && (hasGpu()
                        || !catalog.find(AwsRegions.PROVIDER, String.valueOf(get("instanceType")))
                                .isEmpty());
    }

    private boolean hasGpu() {
        String gpus = get("gpu");
        return gpus != null && !gpus.equals("0") && !gpus.equalsIgnoreCase("NA");
    }

    private boolean is(String name, @Nullable String wanted) {
        return wanted != null && wanted.equals(get(name));
    }

    private boolean isOrUnsaid(String name, String wanted) {
        String said = get(name);
        return said == null || said.equals(wanted);
    }
}
