package dev.outlay.catalog;

import java.util.List;

/// A name that the catalog does not know, with the names that come closest. The caller's mistake.
public final class UnknownNameException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> nearest;

    /// Names the kind of thing, as in `GPU`, what was asked for and the near names, best first.
    public UnknownNameException(String kind, String asked, List<String> nearest) {
        super("no " + kind + " is called '" + asked + "' in the catalog"
                + (nearest.isEmpty()
                        ? ", nor anything like it: outlay prices list shows what is there"
                        : "; nearest: " + String.join(", ", nearest)));
        this.nearest = List.copyOf(nearest);
    }

    /// The names that come closest, best first; empty where none is close.
    public List<String> nearest() {
        return nearest;
    }
}
