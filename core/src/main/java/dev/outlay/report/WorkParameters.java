package dev.outlay.report;

import dev.outlay.estimate.Work;
import dev.outlay.ledger.CapacityType;
import dev.outlay.units.CallersMistake;
import dev.outlay.units.Decimals;
import dev.outlay.units.Share;
import java.math.BigDecimal;
import java.util.List;

/// The parameters by which every estimate is told what is to be run.
final class WorkParameters {

    static final Parameter HOURS = Parameter.one("hours", "10", "How many hours each machine runs");
    static final Parameter CAPACITY = Parameter.one(
            "capacity", "spot", "How it is bought: on-demand, spot, reserved or owned (default: on-demand)");
    static final Parameter UTILIZATION =
            Parameter.one("utilization", "0.7", "The load of GPUs and processors, 0 to 1, for energy (default: 1)");
    static final Parameter LEDGER_PRICES =
            Parameter.flag("ledger-prices", "Also use the prices that were imported into the ledger");
    static final List<Parameter> OPTIONAL = List.of(
            CAPACITY,
            UTILIZATION,
            Parameter.one("storage-gib", "500", "GiB stored beside it for the same hours"),
            Parameter.one("storage-class", "gp3", "What kind of storage (default: standard object storage)"),
            Parameter.one("egress-gib", "100", "GiB that leave for the internet"),
            CardParameters.START,
            CardParameters.PRIORITY,
            LEDGER_PRICES);

    private WorkParameters() {}

    static Work of(Parameters parameters, int machines) {
        parameters.required(HOURS);
        try {
            return new Work(
                    parameters.one(HOURS.name(), Texts::positive).orElseThrow(),
                    BigDecimal.valueOf(machines),
                    parameters.one(CAPACITY.name(), CapacityType::of).orElse(CapacityType.ON_DEMAND),
                    parameters.one(UTILIZATION.name(), Share::of).orElse(Share.WHOLE),
                    parameters.one("storage-gib", Decimals::parse).orElse(BigDecimal.ZERO),
                    parameters.text("storage-class").orElse(null),
                    parameters.one("egress-gib", Decimals::parse).orElse(BigDecimal.ZERO));
        } catch (IllegalArgumentException e) {
            throw CallersMistake.of(e);
        }
    }

    /// What several machines together hold: `count` of them, one where it was not said.
    static int machines(Parameters parameters, String name) {
        return parameters.one(name, Texts::count).orElse(1);
    }
}
