package dev.outlay.connect.aws;

import dev.outlay.catalog.Catalog;
import dev.outlay.catalog.Offer;
import dev.outlay.connect.feed.FeedAccess;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Which regions of AWS are asked for.
final class AwsRegions {

    /// Names the regions to ask for, separated by commas, in place of all those of the catalog.
    static final String VARIABLE = "OUTLAY_FEED_AWS_REGIONS";

    static final String PROVIDER = "aws";

    private AwsRegions() {}

    /// The regions that the environment names, else those of the catalog's offers. China and GovCloud take
    /// credentials of their own, and are asked only by name.
    static List<String> asked(FeedAccess access) {
        String named = access.variable(VARIABLE);
        if (named != null) {
            return listed(named);
        }
        Set<String> regions = new TreeSet<>();
        access.catalog().offers().stream()
                .filter(offer -> offer.provider().equals(PROVIDER) && !offer.isAnywhere())
                .map(Offer::region)
                .filter(region -> !region.startsWith("cn-") && !region.startsWith("us-gov-"))
                .forEach(regions::add);
        return List.copyOf(regions);
    }

    static List<String> listed(String names) {
        return Arrays.stream(names.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }

    /// The instance types with GPUs or other accelerators that the catalog has in a region.
    static List<String> instanceTypes(Catalog catalog, String region) {
        return catalog.offers().stream()
                .filter(offer -> offer.provider().equals(PROVIDER)
                        && offer.region().equals(region)
                        && offer.machine().gpuModel() != null)
                .map(Offer::instanceType)
                .distinct()
                .sorted()
                .toList();
    }

    /// The domain of a region's services.
    static String domain(String region) {
        return region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
    }
}
