package dev.outlay.recommend;

import dev.outlay.ledger.Dimension.Named;
import dev.outlay.ledger.Filter;
import dev.outlay.utilization.Load;
import dev.outlay.utilization.Thing;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Makes the subject of an advice from what was measured.
final class Subjects {

    private Subjects() {}

    /// A pod, workload, run, device or node.
    ///
    /// Its scope, by which a saving is verified, is its workload where that is known, because a pod that is made
    /// anew has another name.
    static Subject of(Load load) {
        Thing thing = load.thing();
        NavigableSet<Concern> concerns = new TreeSet<>();
        switch (thing.kind()) {
            case POD -> concerns.add(new Concern(Concern.Kind.POD, thing.path()));
            case WORKLOAD -> concerns.add(new Concern(Concern.Kind.WORKLOAD, thing.path()));
            case RUN -> concerns.add(new Concern(Concern.Kind.RUN, thing.name()));
            case DEVICE -> concerns.add(new Concern(Concern.Kind.GPU, thing.path()));
            case NODE -> concerns.add(new Concern(Concern.Kind.NODE, thing.path()));
        }
        if (thing.kind().isHolder() && Gpus.areWhole(load)) {
            load.devices().forEach(device -> Concern.gpu(load.place(), device).ifPresent(concerns::add));
        }
        return new Subject(thing.toString(), thing.toString(), load.place(), load.owner(), concerns, charges(load));
    }

    private static List<Filter> charges(Load load) {
        Thing thing = load.thing();
        List<Filter> filters = new ArrayList<>();
        filters.add(only(Named.CLUSTER, thing.cluster()));
        switch (thing.kind()) {
            case POD, WORKLOAD -> {
                filters.add(only(Named.NAMESPACE, thing.within()));
                String workload = load.owner().workload();
                filters.add(workload == null ? only(Named.POD, thing.name()) : only(Named.WORKLOAD, workload));
            }
            case RUN -> filters.add(only(Named.RUN, thing.name()));
            case DEVICE -> {
                filters.add(only(Named.NODE, thing.within()));
                filters.add(only(Named.DEVICE, thing.name()));
            }
            case NODE -> filters.add(only(Named.NODE, thing.name()));
        }
        return filters;
    }

    private static Filter only(Named dimension, @Nullable String value) {
        Set<@Nullable String> values = new HashSet<>();
        values.add(value);
        return new Filter(dimension, values);
    }
}
