package dev.outlay.connect.sql;

import java.util.List;

/// A statement and the values to bind to it, in order. Immutable and thread-safe.
public record Question(String sql, List<Object> values) {

    public Question {
        values = List.copyOf(values);
    }
}
