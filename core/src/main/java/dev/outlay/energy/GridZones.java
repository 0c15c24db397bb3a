package dev.outlay.energy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which zones of which grids a provider's region stands on, best first. Immutable and thread-safe.
///
/// A fact may name a region itself, as `aws/eu-west-1`; that comes before all zones. The table of zones is a choice
/// by place and no statement of the providers.
public final class GridZones {

    private static final int FIELDS = 3;

    private final Map<String, List<String>> zones = new LinkedHashMap<>();

    public GridZones() {
        TextRows.of("grid-zones.txt", FIELDS)
                .forEach(row -> zones.computeIfAbsent(name(row.get(1), row.get(2)), _ -> new ArrayList<>())
                        .add(row.get(0)));
    }

    /// The name of a region as a zone, such as `aws/eu-west-1`.
    public static String name(String provider, String region) {
        return provider + "/" + region;
    }

    /// The zones whose facts hold for a region, its own name first.
    public List<String> of(String provider, String region) {
        String own = name(provider, region);
        List<String> all = new ArrayList<>(List.of(own));
        all.addAll(zones.getOrDefault(own, List.of()));
        return all;
    }

    /// The regions on a zone, as `provider/region`; the zone itself where it is a region's name.
    public Set<String> regionsOn(String zone) {
        Set<String> regions = new LinkedHashSet<>();
        if (zone.contains("/")) {
            regions.add(zone);
        }
        zones.forEach((region, names) -> {
            if (names.contains(zone)) {
                regions.add(region);
            }
        });
        return regions;
    }
}
