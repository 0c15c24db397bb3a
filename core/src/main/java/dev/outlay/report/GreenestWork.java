package dev.outlay.report;

import dev.outlay.catalog.Capacity;
import dev.outlay.catalog.Catalog;
import dev.outlay.catalog.Machine;
import dev.outlay.catalog.Offer;
import dev.outlay.catalog.OfferQuery;
import dev.outlay.catalog.Region;
import dev.outlay.catalog.UnknownNameException;
import dev.outlay.energy.PowerModel;
import dev.outlay.energy.Range;
import dev.outlay.units.CallersMistake;
import dev.outlay.units.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The hardware that work needs, and where it is sold.
///
/// `machine` is null where no hardware was asked for: then every region of the provider will do, and nothing is
/// said of energy and price.
record GreenestWork(Region home, @Nullable Machine machine, List<Offer> offers, Capacity capacity) {

    GreenestWork {
        offers = List.copyOf(offers);
    }

    /// What the parameters ask for. Throws [CallersMistake] where the region, the GPU or the type is not known or
    /// the hardware is not sold in the region.
    static GreenestWork of(Parameters parameters, Catalog catalog, boolean anyProvider) {
        Capacity capacity = parameters.one("capacity", OffersReport::capacity).orElse(Capacity.ON_DEMAND);
        Optional<String> gpu = parameters.text("gpu");
        Optional<String> instance = parameters.text("instance");
        Region home = home(parameters, catalog, instance);
        if (gpu.isEmpty() && instance.isEmpty()) {
            return new GreenestWork(home, null, List.of(), capacity);
        }
        if (gpu.isPresent() && instance.isPresent()) {
            throw new CallersMistake("gpu and instance both name the hardware: give one of them");
        }
        List<Offer> here = here(parameters, catalog, home, capacity);
        if (here.isEmpty()) {
            throw new CallersMistake(
                    "no " + gpu.or(() -> instance).orElseThrow() + " is sold " + capacity.text() + " in "
                            + home.provider() + " " + home.id()
                            + ": see where it is with outlay prices list");
        }
        Machine machine = here.getFirst().machine();
        return new GreenestWork(home, machine, same(catalog, machine, home, capacity, anyProvider), capacity);
    }

    /// Whether the work can run in a region.
    boolean runsIn(Region region) {
        return machine == null
                ? region.provider().equals(home.provider())
                : price(region).isPresent();
    }

    /// What an hour of one machine costs in a region, the cheapest offer of it.
    Optional<Money> price(Region region) {
        return offers.stream()
                .filter(offer -> offer.provider().equals(region.provider())
                        && offer.region().equalsIgnoreCase(region.id()))
                .flatMap(offer -> offer.quote(capacity).stream())
                .map(quote -> quote.price().price())
                .min(Comparator.comparing(Money::amount));
    }

    /// The watts of one machine that trains all the time; empty where no hardware was asked for or the rated power
    /// of its GPUs is not known.
    Optional<Range> watts(Catalog catalog) {
        BigDecimal count = machine == null ? null : machine.gpuCount();
        if (machine == null || count == null || machine.gpuModel() == null) {
            return Optional.empty();
        }
        var power = new PowerModel(catalog);
        return catalog.gpu(machine.gpuModel())
                .flatMap(power::trainingGpu)
                .flatMap(gpu ->
                        power.hostPerGpu(machine).map(host -> gpu.plus(host).times(count)));
    }

    private static Region home(Parameters parameters, Catalog catalog, Optional<String> instance) {
        String region = parameters.required(GreenestReport.REGION);
        Optional<String> provider = parameters
                .text("provider")
                .map(name -> catalog.provider(name)
                        .orElseThrow(() -> new CallersMistake(
                                "no provider is called " + name + near(catalog.nearestProviders(name))))
                        .id());
        List<Region> called = catalog.regions().stream()
                .filter(each -> each.id().equalsIgnoreCase(region.strip()))
                .filter(each -> provider.isEmpty() || each.provider().equals(provider.get()))
                .toList();
        if (called.isEmpty()) {
            String at = provider.map(name -> " at " + name).orElse("");
            List<String> near = catalog.nearestRegions(provider.orElse(null), region);
            // there are offers in it, and they do not say where that is
            throw new CallersMistake(
                    near.stream().anyMatch(region.strip()::equalsIgnoreCase)
                            ? region + at + " names no place, so nobody knows whose grid feeds it: ask for a region"
                                    + " that says where it is, such as us-east-1 of aws"
                            : "no region is called " + region + at + near(near));
        }
        List<Region> selling = called.stream()
                .filter(each -> instance.isPresent()
                        && !catalog.find(each.provider(), instance.get()).isEmpty())
                .toList();
        if (selling.size() == 1) {
            return selling.getFirst();
        }
        if (called.size() > 1) {
            throw new CallersMistake(region + " is a region of "
                    + String.join(", ", called.stream().map(Region::provider).toList())
                    + ": say which with --provider");
        }
        return called.getFirst();
    }

    private static String near(List<String> names) {
        return names.isEmpty() ? "" : "; nearest: " + String.join(", ", names);
    }

    private static List<Offer> here(Parameters parameters, Catalog catalog, Region home, Capacity capacity) {
        Optional<String> instance = parameters.text("instance");
        if (instance.isPresent()) {
            return catalog.find(home.provider(), instance.get()).stream()
                    .filter(offer -> offer.region().equalsIgnoreCase(home.id()))
                    .filter(offer -> offer.quote(capacity).isPresent())
                    .toList();
        }
        OfferQuery query = OfferQuery.all()
                .gpu(parameters.text("gpu").orElseThrow())
                .providers(Set.of(home.provider()))
                .region(home.id())
                .capacity(capacity);
        Optional<BigDecimal> count = parameters.one(OfferParameters.GPU_COUNT.name(), Texts::positive);
        try {
            return catalog.query(count.map(query::exactGpus).orElse(query));
        } catch (UnknownNameException e) {
            throw CallersMistake.of(e);
        }
    }

    // the same type at the same provider; elsewhere a machine with as many of the same GPU
    private static List<Offer> same(
            Catalog catalog, Machine machine, Region home, Capacity capacity, boolean anyProvider) {
        List<Offer> offers = new ArrayList<>(catalog.find(home.provider(), machine.instanceType()));
        String model = machine.gpuModel();
        BigDecimal count = machine.gpuCount();
        if (anyProvider && model != null && count != null) {
            catalog.query(OfferQuery.all().gpu(model).exactGpus(count).capacity(capacity)).stream()
                    .filter(offer -> model.equals(offer.machine().gpuModel()))
                    .forEach(offers::add);
        }
        return offers;
    }
}
