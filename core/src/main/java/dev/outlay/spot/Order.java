package dev.outlay.spot;

import java.util.Objects;

/// A change to be made to a target. `id` is what makes it one order however often it is given; at most 500
/// characters. Throws [IllegalArgumentException] on a blank or longer id. Immutable and thread-safe.
public record Order(String id, String target, Change change) {

    private static final int LONGEST = 500;

    public Order {
        if (id.isBlank() || id.length() > LONGEST) {
            throw new IllegalArgumentException("an order has an id of 1 to 500 characters: " + id);
        }
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(change, "change");
    }
}
