package dev.outlay.connect.demo;

import dev.outlay.ledger.Sharing;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the meter of one cluster wrote down, in the form of the usage file: a row for every machine and for every
/// GPU, or part of one, that a pod held; cut at midnight, and for services every six hours.
final class UsageLog {
    private static final int SHIFT = 6 * Period.HOUR;
    /// The two days on which one cluster's exporter was down.
    private static final int OUTAGE_FROM = 40 * Period.DAY;

    private static final int OUTAGE_TO = 42 * Period.DAY;
    private static final double IDLE_POWER = 0.12;
    private static final double POWER_WHEN_BUSY = 0.94;

    private final Period period;
    private final Cluster cluster;
    private final Chance chance;

    UsageLog(Period period, Cluster cluster, long seed) {
        this.period = period;
        this.cluster = cluster;
        this.chance = new Chance(seed, "meter of " + cluster.name());
    }

    /// A row to be: a pod on one slice of a machine, on several whole devices, or, without a stay, the machine
    /// itself.
    private record Piece(Machine machine, @Nullable Stay stay, List<Slot> slots, int from, int to) {}

    /// Writes header and rows by time and says how many rows there were.
    int write(List<Machine> machines, List<Stay> stays, Writer out) throws IOException {
        List<Piece> pieces = new ArrayList<>();
        for (Machine machine : machines) {
            cut(new Piece(machine, null, List.of(), machine.from(), machine.to()), Period.DAY, pieces);
        }
        for (Stay stay : stays) {
            int every = stay.job().load().kind() == Load.Kind.SERVING ? SHIFT : Period.DAY;
            for (List<Slot> slots : metered(stay)) {
                cut(new Piece(stay.machine(), stay, slots, stay.from(), stay.to()), every, pieces);
            }
        }
        pieces.sort(Comparator.comparingInt(Piece::from));
        out.write(UsageLine.HEADER);
        for (Piece piece : pieces) {
            out.append(line(piece));
        }
        return pieces.size();
    }

    private List<List<Slot>> metered(Stay stay) {
        boolean whole = stay.slots().getFirst().slice().sharing() == Sharing.EXCLUSIVE;
        return whole && !cluster.meteredByDevice()
                ? List.of(stay.slots())
                : stay.slots().stream().map(List::of).toList();
    }

    private static void cut(Piece whole, int every, List<Piece> pieces) {
        for (int from = whole.from(); from < whole.to(); ) {
            int to = Math.min(whole.to(), from / every * every + every);
            pieces.add(new Piece(whole.machine(), whole.stay(), whole.slots(), from, to));
            from = to;
        }
    }

    private StringBuilder line(Piece piece) {
        UsageLine line = new UsageLine(period, piece.from(), piece.to(), piece.machine());
        Stay stay = piece.stay();
        if (stay == null) {
            return line.machine();
        }
        double busy = stay.job().load().during(period, piece.from(), piece.to(), chance);
        boolean measured = measured(piece.from());
        Slot slot = piece.slots().getFirst();
        // the power of a shared device cannot be told apart by those who share it
        boolean metered = measured && slot.slice().sharing() == Sharing.EXCLUSIVE;
        double kilowatts =
                piece.machine().pool().ratedWatts() / 1000.0 * piece.slots().size();
        double power = IDLE_POWER + (POWER_WHEN_BUSY - IDLE_POWER) * busy;
        double kilowattHours = kilowatts * power * (piece.to() - piece.from()) / Period.HOUR;
        return line.pod(
                stay,
                slot,
                piece.slots().size(),
                measured ? Math.round(busy * 1e3) : UsageLine.UNMEASURED,
                metered ? Math.round(kilowattHours * 1e4) : UsageLine.UNMEASURED);
    }

    private boolean measured(int minute) {
        boolean lost = chance.happens(cluster.unmeasured());
        boolean outage = cluster.provider().equals("gcp") && minute >= OUTAGE_FROM && minute < OUTAGE_TO;
        return !lost && !outage;
    }
}
