package dev.outlay.connect.demo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// One machine for as long as it was held, from a minute to another.
final class Machine {
    /// The answer of [#ready] where the machine has too few such slices.
    static final int NEVER = Integer.MAX_VALUE;

    private final Pool pool;
    private final String name;
    private final int from;
    private final int to;
    private final Map<String, List<Slot>> byName = new HashMap<>();

    Machine(Pool pool, String name, int from, int to) {
        this.pool = pool;
        this.name = name;
        this.from = from;
        this.to = to;
        for (int device = 0; device < pool.devices().size(); device++) {
            for (Slice slice : pool.devices().get(device)) {
                byName.computeIfAbsent(slice.name(), _ -> new ArrayList<>()).add(new Slot(device, slice, from));
            }
        }
    }

    Pool pool() {
        return pool;
    }

    String name() {
        return name;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    /// The first minute from `submitted` on at which so many slices of a name are free.
    int ready(String slice, int count, int submitted) {
        List<Slot> matching = byName.getOrDefault(slice, List.of());
        if (matching.size() < count) {
            return NEVER;
        }
        int ready = Math.max(submitted, count == 1 ? earliest(matching) : nth(matching, count));
        return ready < to ? ready : NEVER;
    }

    private static int earliest(List<Slot> matching) {
        int earliest = NEVER;
        for (Slot slot : matching) {
            earliest = Math.min(earliest, slot.freeFrom());
        }
        return earliest;
    }

    private static int nth(List<Slot> matching, int count) {
        int[] free = new int[matching.size()];
        for (int i = 0; i < free.length; i++) {
            free[i] = matching.get(i).freeFrom();
        }
        Arrays.sort(free);
        return free[count - 1];
    }

    /// Takes so many slices of a name, free at a minute, until another.
    List<Slot> take(String slice, int count, int at, int until) {
        List<Slot> taken = byName.getOrDefault(slice, List.of()).stream()
                .filter(slot -> slot.freeFrom() <= at)
                .limit(count)
                .toList();
        taken.forEach(slot -> slot.takeUntil(until));
        return taken;
    }
}
