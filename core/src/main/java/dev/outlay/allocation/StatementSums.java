package dev.outlay.allocation;

import dev.outlay.ledger.Statement;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The sums of a statement's line while it is made; each null until something is known. Not thread-safe.
final class StatementSums {

    private final @Nullable BigDecimal[] sums = new BigDecimal[6];

    /// Takes in effective and billed cost, GPU-seconds, energy and emissions, in this order.
    void add(boolean idle, List<@Nullable BigDecimal> measures) {
        add(idle ? 1 : 0, measures.get(0), 1);
        for (int i = 1; i < measures.size(); i++) {
            add(i + 1, measures.get(i), 1);
        }
    }

    void add(Statement.Line line, int sign) {
        add(0, line.used(), sign);
        add(1, line.idle(), sign);
        add(2, line.billed(), sign);
        add(3, line.gpuSeconds(), sign);
        add(4, line.energyKwh(), sign);
        add(5, line.emissionsGrams(), sign);
    }

    boolean isSome() {
        return Arrays.stream(sums).filter(Objects::nonNull).anyMatch(sum -> sum.signum() != 0);
    }

    Statement.Line line(Span month, Statement.Owed owed) {
        return new Statement.Line(month, owed, sums[0], sums[1], sums[2], sums[3], sums[4], sums[5]);
    }

    private void add(int index, @Nullable BigDecimal amount, int sign) {
        if (amount != null) {
            BigDecimal signed = sign < 0 ? amount.negate() : amount;
            BigDecimal before = sums[index];
            sums[index] = before == null ? signed : before.add(signed);
        }
    }
}
