package dev.outlay.estimate;

import dev.outlay.catalog.Catalog;
import dev.outlay.catalog.Gpu;
import dev.outlay.catalog.Machine;
import dev.outlay.catalog.Offer;
import dev.outlay.catalog.Region;
import dev.outlay.catalog.Tier;
import dev.outlay.energy.EnergyModel;
import dev.outlay.ledger.CapacityType;
import dev.outlay.units.Money;
import dev.outlay.units.Share;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Offers sorted for planning, once.
///
/// A [Group] holds what takes the same time: the same GPU, as many of it in a machine. A [Cell] of it holds what
/// also differs in nothing but the price per hour: the same place, way of buying, rate of interruption and
/// emissions. All sizes of a cluster keep the order of a cell, so its cheapest stands for it wherever only the best
/// are asked for. Immutable and thread-safe.
final class PlanIndex {

    /// The ways of buying, by number.
    static final List<CapacityType> TYPES = List.of(CapacityType.ON_DEMAND, CapacityType.SPOT, CapacityType.RESERVED);

    /// The same GPUs, as many in one machine, with as much memory; `together` where several machines can stand
    /// beside each other.
    record Kind(String model, @Nullable BigDecimal memoryGibEach, int gpusPerMachine, boolean together) {}

    record Place(String provider, String region) {}

    /// One offer bought in one way; `position` is its place in the catalog.
    record Entry(Offer offer, Money perHour, int position) {}

    /// What decides how much a machine draws and emits: its parts and where it stands.
    private record Drawing(Machine machine, String region) {}

    private record Key(
            Kind kind,
            Place place,
            CapacityType type,
            @Nullable Interruptions interruptions,
            HourlyFootprint footprint,
            String currency) {}

    /// Entries from the cheapest; of equally cheap ones the first by name. `emissions` are grams per machine-hour,
    /// infinite where not known, and `emissionsRank` their place among those of all cells, which is exact; `rate`
    /// and `currency` number the rates of interruption, 0 for none, and the currencies.
    // only ever told apart by what it is for, never compared
    @SuppressWarnings("ArrayRecordComponent")
    record Cell(
            int place,
            CapacityType type,
            @Nullable Interruptions interruptions,
            int rate,
            HourlyFootprint footprint,
            int emissionsRank,
            double emissions,
            int currency,
            Entry[] entries,
            double[] prices) {

        double price() {
            return prices[0];
        }
    }

    /// The cells of a kind, from the cheapest. What a question looks at in all cells is also kept in columns, which
    /// are read many times faster: the place, way of buying, rate, currency, price, emissions and number of entries
    /// of each.
    // only ever told apart by what it is for, never compared
    @SuppressWarnings("ArrayRecordComponent")
    record Group(
            int number,
            Kind kind,
            Gpu gpu,
            Cell[] cells,
            int[] places,
            int[] types,
            int[] rates,
            int[] currencies,
            double[] prices,
            double[] emissions,
            int[] emissionsRanks,
            int[] sizes) {

        static Group of(int number, Kind kind, Gpu gpu, List<Cell> cells) {
            return new Group(
                    number,
                    kind,
                    gpu,
                    cells.toArray(new Cell[0]),
                    cells.stream().mapToInt(Cell::place).toArray(),
                    cells.stream().mapToInt(cell -> TYPES.indexOf(cell.type())).toArray(),
                    cells.stream().mapToInt(Cell::rate).toArray(),
                    cells.stream().mapToInt(Cell::currency).toArray(),
                    cells.stream().mapToDouble(Cell::price).toArray(),
                    cells.stream().mapToDouble(Cell::emissions).toArray(),
                    cells.stream().mapToInt(Cell::emissionsRank).toArray(),
                    cells.stream().mapToInt(cell -> cell.entries().length).toArray());
        }
    }

    private final List<Group> groups = new ArrayList<>();
    private final List<Place> places = new ArrayList<>();
    private final List<@Nullable Interruptions> rates = new ArrayList<>();
    private final List<String> currencies = new ArrayList<>();
    private final int unplannable;

    PlanIndex(Catalog catalog, Estimator estimator, Share load) {
        var model = new EnergyModel(catalog);
        Map<String, Optional<Gpu>> gpus = new HashMap<>();
        Map<Drawing, HourlyFootprint> footprints = new HashMap<>();
        Map<Key, List<Entry>> sorted = new LinkedHashMap<>();
        int left = 0;
        int position = 0;
        for (Offer offer : catalog.offers()) {
            int at = position++;
            Machine machine = offer.machine();
            Kind kind = kind(offer);
            if (kind == null || gpus.computeIfAbsent(kind.model(), catalog::gpu).isEmpty()) {
                left++;
                continue;
            }
            HourlyFootprint footprint = footprints.computeIfAbsent(
                    new Drawing(unnamed(machine), offer.region()),
                    _ -> HourlyFootprint.of(model, machine, offer.region(), load));
            for (CapacityType type : TYPES) {
                Money perHour = estimator.perHour(offer, type).orElse(null);
                if (perHour != null) {
                    var key = new Key(
                            kind,
                            new Place(offer.provider(), offer.region()),
                            type,
                            type == CapacityType.SPOT ? Interruptions.of(offer) : null,
                            footprint,
                            perHour.currency());
                    sorted.computeIfAbsent(key, _ -> new ArrayList<>()).add(new Entry(offer, perHour, at));
                }
            }
        }
        unplannable = left;
        arrange(sorted, gpus);
    }

    /// How many offers have no whole GPUs of a model that the catalog describes.
    int unplannable() {
        return unplannable;
    }

    List<Group> groups() {
        return groups;
    }

    List<Place> places() {
        return places;
    }

    /// The rates of interruption by number; the first is that of machines that are not taken away, null.
    List<@Nullable Interruptions> rates() {
        return rates;
    }

    /// The currencies by number.
    List<String> currencies() {
        return currencies;
    }

    private void arrange(Map<Key, List<Entry>> sorted, Map<String, Optional<Gpu>> gpus) {
        Map<Place, Integer> placeNumbers = new HashMap<>();
        Map<Interruptions, Integer> rateNumbers = new HashMap<>();
        Map<String, Integer> currencyNumbers = new HashMap<>();
        Map<Kind, List<Cell>> cells = new LinkedHashMap<>();
        List<BigDecimal> emissions = new ArrayList<>(new TreeSet<>(sorted.keySet().stream()
                .flatMap(key -> Optional.ofNullable(key.footprint().emissions()).stream())
                .map(grams -> grams.value())
                .toList()));
        rates.add(null);
        sorted.forEach((key, entries) -> {
            entries.sort(Comparator.comparing((Entry entry) -> entry.perHour().amount())
                    .thenComparing(entry -> entry.offer().instanceType())
                    .thenComparing(entry -> entry.offer().tier())
                    .thenComparingInt(Entry::position));
            int place = number(key.place(), placeNumbers, places);
            int rate = key.interruptions() == null ? 0 : number(key.interruptions(), rateNumbers, rates);
            int currency = number(key.currency(), currencyNumbers, currencies);
            cells.computeIfAbsent(key.kind(), _ -> new ArrayList<>())
                    .add(cell(key, place, rate, currency, emissions, entries));
        });
        cells.forEach((kind, group) -> {
            group.sort(Comparator.comparingDouble(Cell::price));
            groups.add(Group.of(
                    groups.size(),
                    kind,
                    gpus.getOrDefault(kind.model(), Optional.empty()).orElseThrow(),
                    group));
        });
    }

    private static <T> int number(T value, Map<T, Integer> numbers, List<? super T> values) {
        return numbers.computeIfAbsent(value, fresh -> {
            values.add(fresh);
            return values.size() - 1;
        });
    }

    private static Cell cell(
            Key key, int place, int rate, int currency, List<BigDecimal> emissions, List<Entry> entries) {
        BigDecimal grams = key.footprint().emissions() == null
                ? null
                : key.footprint().emissions().value();
        return new Cell(
                place,
                key.type(),
                key.interruptions(),
                rate,
                key.footprint(),
                grams == null ? emissions.size() : Collections.binarySearch(emissions, grams),
                grams == null ? Double.POSITIVE_INFINITY : grams.doubleValue(),
                currency,
                entries.toArray(new Entry[0]),
                entries.stream()
                        .mapToDouble(entry -> entry.perHour().amount().doubleValue())
                        .toArray());
    }

    private static Machine unnamed(Machine machine) {
        return new Machine(
                machine.provider(),
                "any",
                machine.gpuModel(),
                machine.gpuCount(),
                machine.gpuMemoryGibEach(),
                machine.vcpus(),
                machine.memoryGib());
    }

    private static @Nullable Kind kind(Offer offer) {
        Machine machine = offer.machine();
        BigDecimal count = machine.gpuCount();
        if (machine.gpuModel() == null
                || count == null
                || count.stripTrailingZeros().scale() > 0) {
            return null;
        }
        // of a price for any place, or of private hosts, nothing says that two machines stand beside each other
        boolean together = !offer.region().equals(Region.ANYWHERE)
                && offer.tier() != Tier.COMMUNITY
                && offer.tier() != Tier.MARKETPLACE;
        return new Kind(machine.gpuModel(), machine.gpuMemoryGibEach(), count.intValueExact(), together);
    }
}
