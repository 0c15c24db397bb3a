package dev.outlay.connect.demo;

/// One slice of one device of one machine, and until when it is taken.
final class Slot {
    private final int device;
    private final Slice slice;
    private int freeFrom;

    Slot(int device, Slice slice, int freeFrom) {
        this.device = device;
        this.slice = slice;
        this.freeFrom = freeFrom;
    }

    int device() {
        return device;
    }

    Slice slice() {
        return slice;
    }

    int freeFrom() {
        return freeFrom;
    }

    void takeUntil(int minute) {
        freeFrom = minute;
    }
}
