package dev.outlay.recommend;

import dev.outlay.ledger.Filter;
import dev.outlay.ledger.Owner;
import dev.outlay.ledger.Place;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/// What an advice is about.
///
/// `key` tells it from everything else its advisor speaks of and stays the same from day to day, such as
/// `kube-1/research/trainer-0`; `name` is what a person reads. `concerns` are the things whose cost would change,
/// the finest that are known; `place` and `owner` say which node and run they are a part of.
/// `charges` keep the charges of the same scope, before and after: by them a saving is verified, and with none of
/// them it cannot be. Throws [IllegalArgumentException] on a blank key or name and without any concern. Immutable
/// and thread-safe.
public record Subject(
        String key, String name, Place place, Owner owner, SortedSet<Concern> concerns, List<Filter> charges) {

    public Subject {
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(owner, "owner");
        concerns = Collections.unmodifiableSortedSet(new TreeSet<>(concerns));
        charges = List.copyOf(charges);
        if (key.isBlank() || name.isBlank() || concerns.isEmpty()) {
            throw new IllegalArgumentException("an advice is about something that has a key, a name and concerns: '"
                    + key + "', '" + name + "', " + concerns);
        }
    }
}
