package dev.outlay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outlay.allocation.BillIntake;
import dev.outlay.ledger.Appended;
import dev.outlay.report.Table;
import org.junit.jupiter.api.Test;

/// What a person is told of an import.
final class TakenTest {

    @Test
    void tellsLinesThatWereRefusedFromUsesThatCannotHaveHappened() {
        Table table = taken(new Appended(6, 0, 4, null), new Appended(3, 0, 2, null));
        assertThat(table.heading())
                .containsEntry("added", "6")
                .containsEntry("refused", "4")
                .containsEntry("rated", "3");
        assertThat(table.notes())
                .containsExactly(
                        "refused 4 lines: see where and why with outlay report refused",
                        "2 uses of these days cannot have happened as they stand and cost nothing: see outlay report"
                                + " refused");
    }

    @Test
    void saysNothingWhereNothingWasRefused() {
        assertThat(taken(new Appended(6, 0, 0, null), new Appended(3, 0, 0, null))
                        .notes())
                .isEmpty();
    }

    private static Table taken(Appended facts, Appended rated) {
        return new Taken("usage.csv", facts, rated, new BillIntake.Outcome(0, 0)).table();
    }
}
