package dev.outlay.catalog;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What can be bought, where, at which list price, and what is known of the hardware and the places.
///
/// A snapshot of facts, never a quote: each price carries its date, source and confidence. Parts are read on first
/// use, so asking for a GPU does not read offers. A name that is not known throws [UnknownNameException] with near
/// names where it is a condition of a query, and gives an empty answer where it is looked up. Immutable and
/// thread-safe.
///
/// Example: `Catalog.builtin().find("aws", "p3.2xlarge", "us-east-1").getFirst().onDemand()`.
public final class Catalog {

    private static final Catalog BUILTIN = builtinParts();

    private final Lazy<List<Offer>> offers;
    private final Lazy<List<Gpu>> gpus;
    private final Lazy<List<Region>> regions;
    private final Lazy<OfferNames> names;
    private final PriceTables prices;
    private final EnergyTables energy;
    private final Lazy<Map<String, List<Offer>>> byType;
    private final Lazy<AttachedGpus> attached;
    private final Lazy<Map<String, Region>> places;
    private final Map<Capacity, Lazy<OfferIndex>> indexes = new EnumMap<>(Capacity.class);

    private Catalog(
            Lazy<List<Offer>> offers,
            Lazy<List<Gpu>> gpus,
            Lazy<List<Region>> regions,
            PriceTables prices,
            EnergyTables energy) {
        this.offers = offers;
        this.gpus = gpus;
        this.regions = regions;
        this.prices = prices;
        this.energy = energy;
        names = new Lazy<>(() -> new OfferNames(this));
        byType = new Lazy<>(this::groupByType);
        attached = new Lazy<>(() -> new AttachedGpus(prices, gpus.get()));
        places = new Lazy<>(this::groupByPlace);
        for (Capacity capacity : Capacity.values()) {
            indexes.put(capacity, new Lazy<>(() -> new OfferIndex(offers.get(), capacity)));
        }
    }

    /// The catalog that comes with Outlay; the same object every time.
    public static Catalog builtin() {
        return BUILTIN;
    }

    /// A catalog of one's own; storage, traffic and energy tables are the built-in ones.
    public static Catalog of(List<Offer> offers, List<Gpu> gpus, List<Region> regions) {
        List<Offer> ownOffers = List.copyOf(offers);
        List<Gpu> ownGpus = List.copyOf(gpus);
        List<Region> ownRegions = List.copyOf(regions);
        return new Catalog(
                new Lazy<>(() -> ownOffers),
                new Lazy<>(() -> ownGpus),
                new Lazy<>(() -> ownRegions),
                BUILTIN.prices,
                BUILTIN.energy);
    }

    /// This catalog with other offers in place of its own.
    public Catalog withOffers(List<Offer> others) {
        List<Offer> own = List.copyOf(others);
        return new Catalog(new Lazy<>(() -> own), gpus, regions, prices, energy);
    }

    private static Catalog builtinParts() {
        PriceTables prices = new PriceTables();
        return new Catalog(
                new Lazy<>(() -> OfferFile.readAll(prices.commitments())),
                new Lazy<>(ModelFiles::gpus),
                new Lazy<>(ModelFiles::regions),
                prices,
                new EnergyTables());
    }

    public List<Offer> offers() {
        return offers.get();
    }

    public List<Gpu> gpus() {
        return gpus.get();
    }

    /// All described regions, one of `*` and [Region#ANYWHERE] for the world average among them.
    public List<Region> regions() {
        return regions.get();
    }

    /// The providers of the offers, by short name; one that is not described goes by its short name.
    public List<Provider> providers() {
        return names.get().providers();
    }

    public PriceTables prices() {
        return prices;
    }

    public EnergyTables energy() {
        return energy;
    }

    /// The offers of an instance type in all regions; empty where there is none. See the other `find`.
    public List<Offer> find(String provider, String instanceType) {
        if (this == BUILTIN && !offers.isMade()) {
            List<Offer> quick = findWithoutReadingAll(provider.strip(), instanceType.strip());
            if (!quick.isEmpty()) {
                return quick;
            }
        }
        String id = idOf(provider);
        List<Offer> listed = byType.get().getOrDefault(typeKey(id, instanceType), List.of());
        return listed.isEmpty() && id.equals("gcp") ? attached.get().find(instanceType) : listed;
    }

    // for a command that asks for one machine and ends: only names written as in the files are found here
    private static List<Offer> findWithoutReadingAll(String provider, String instanceType) {
        List<Offer> found = OfferFile.readOne(provider, instanceType);
        return found.isEmpty() && provider.equals("gcp")
                ? BUILTIN.attached.get().find(instanceType)
                : found;
    }

    /// The offers of an instance type in a region; where it has none there, those that hold in every place; else
    /// empty.
    ///
    /// Several where it is sold in tiers or listed by two sources. Names ignore case, the provider may be an alias
    /// and Azure's `Standard_` may be left out. A Google machine with attached GPUs (`n1-standard-8-v100`,
    /// `n1-standard-32-v100-x4`) is found as a listed sum or put together from its parts, as its basis then says.
    public List<Offer> find(String provider, String instanceType, String region) {
        List<Offer> everywhere = find(provider, instanceType);
        List<Offer> there = everywhere.stream()
                .filter(offer -> offer.region().equalsIgnoreCase(region.strip()))
                .toList();
        return there.isEmpty() ? everywhere.stream().filter(Offer::isAnywhere).toList() : there;
    }

    /// The offers that meet every condition, cheapest first. Throws [UnknownNameException] where the GPU, a
    /// provider or the exact region of the query is called nothing in this catalog.
    public List<Offer> query(OfferQuery query) {
        OfferScope scope = scope(query);
        Capacity capacity = Objects.requireNonNullElse(query.capacity(), Capacity.ON_DEMAND);
        return Objects.requireNonNull(indexes.get(capacity)).get().find(query, scope);
    }

    /// What the names of a query mean here. Throws [UnknownNameException] as [#query] does.
    public OfferScope scope(OfferQuery query) {
        return new OfferScope(
                query.gpu() == null ? null : modelsCalled(query.gpu()),
                query.providers().isEmpty() ? null : names.get().providersCalled(query.providers()),
                query.region() == null ? null : names.get().regionsCalled(query.region()),
                query.regionLike() == null ? null : names.get().placesLike(query.regionLike()));
    }

    /// The GPU of an exact model name, ignoring case.
    public Optional<Gpu> gpu(String model) {
        return gpus().stream()
                .filter(gpu -> gpu.model().equalsIgnoreCase(model.strip()))
                .findFirst();
    }

    /// All models that a name means: a model, a family (`A100`), or a way clouds and drivers write it. May be
    /// empty.
    public List<Gpu> gpusCalled(String name) {
        return GpuNames.matching(name, gpus());
    }

    /// The provider of a short name, name or alias, ignoring case and punctuation.
    public Optional<Provider> provider(String name) {
        return names.get().provider(name);
    }

    /// The region of a provider, ignoring case. For [Region#ANYWHERE] it is that of the world average, at any
    /// provider.
    public Optional<Region> region(String provider, String id) {
        String wanted = id.strip().toLowerCase(Locale.ROOT);
        Map<String, Region> known = places.get();
        Region found = known.get(OfferIndex.place(provider, wanted));
        return Optional.ofNullable(
                found == null && wanted.equals(Region.ANYWHERE) ? known.get(OfferIndex.place("*", wanted)) : found);
    }

    /// Near provider names for one that is not known, best first.
    public List<String> nearestProviders(String name) {
        return names.get().nearestProviders(name);
    }

    /// Near instance types of a provider, best first; empty where the provider is not known either.
    public List<String> nearestInstanceTypes(String provider, String instanceType) {
        return names.get().nearestInstanceTypes(idOf(provider), instanceType);
    }

    /// Near regions of a provider, or of all of them for null: by name, then by place.
    public List<String> nearestRegions(@Nullable String provider, String region) {
        return names.get().nearestRegions(provider == null ? null : idOf(provider), region);
    }

    /// Near GPU models and families, best first.
    public List<String> nearestGpus(String name) {
        Set<String> known = new TreeSet<>();
        for (Gpu gpu : gpus()) {
            known.add(gpu.model());
            known.add(gpu.family());
        }
        return NearNames.nearest(name, known);
    }

    private String idOf(String provider) {
        return provider(provider).map(Provider::id).orElse(provider);
    }

    private Set<String> modelsCalled(String name) {
        Set<String> models = gpusCalled(name).stream().map(Gpu::model).collect(Collectors.toSet());
        if (models.isEmpty()) {
            throw new UnknownNameException("GPU", name, nearestGpus(name));
        }
        return models;
    }

    private Map<String, List<Offer>> groupByType() {
        Map<String, List<Offer>> grouped = new HashMap<>();
        for (Offer offer : offers()) {
            grouped.computeIfAbsent(typeKey(offer.provider(), offer.instanceType()), any -> new ArrayList<>())
                    .add(offer);
        }
        grouped.replaceAll((key, group) -> List.copyOf(group));
        return grouped;
    }

    private static String typeKey(String provider, String instanceType) {
        String type = instanceType.strip().toLowerCase(Locale.ROOT);
        boolean prefixed = provider.equals("azure") && type.startsWith("standard_");
        return OfferIndex.place(provider, prefixed ? type.substring("standard_".length()) : type);
    }

    private Map<String, Region> groupByPlace() {
        Map<String, Region> grouped = new HashMap<>();
        regions()
                .forEach(region -> grouped.put(
                        OfferIndex.place(region.provider(), region.id().toLowerCase(Locale.ROOT)), region));
        return grouped;
    }
}
