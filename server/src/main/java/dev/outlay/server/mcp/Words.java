package dev.outlay.server.mcp;

import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Grain;
import dev.outlay.ledger.Measure;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// What an agent has to know to ask and to read answers, as Markdown. Stateless and thread-safe.
final class Words {

    private Words() {}

    static String dimensions() {
        return """
                # Dimensions
                `by` groups charges and `filter` keeps those of DIMENSION=VALUE. A dimension is one of:

                %s

                or `tag:KEY`, one key of the tags. A value that is null is not said by the charge; of an owner that is \
                unallocated. At most one of %s cuts the time, in UTC.

                # Measures
                %s
                """.formatted(
                Arrays.stream(Dimension.Named.values())
                        .map(dimension -> "`" + dimension.text() + "`")
                        .collect(Collectors.joining(", ")),
                Arrays.stream(Grain.values())
                        .filter(grain -> grain != Grain.NONE)
                        .map(grain -> "`" + grain.name().toLowerCase(Locale.ROOT) + "`")
                        .collect(Collectors.joining(", ")),
                Arrays.stream(Measure.values())
                        .map(measure -> "- `" + measure.text() + "`, in " + unit(measure) + ": " + what(measure))
                        .collect(Collectors.joining("\n")));
    }

    static String units() {
        return """
                # How figures are written
                - Every value is text, decimals in full and without thousands separators; null is what is not known, \
                which is not zero.
                - Money is in the currency that the heading or the column names. Amounts in different currencies are \
                never summed.
                - GPU time is in GPU-hours: whole GPUs times hours. Energy is in kWh. Carbon is in gCO2e where the unit \
                says so, in kgCO2e in plans and budgets.
                - Instants are ISO-8601 in UTC; a span holds its first instant and not its last.
                - low and high are ends of an interval; the column or a note says of how many percent.
                - A charge is estimated, metered, billed or corrected. Idle is what was paid for and nobody used; it \
                has no owner unless `idle` says how it is spread.
                - notes say what an answer lacks and rests on. Pass them on with the figures.
                """;
    }

    private static String unit(Measure measure) {
        return switch (measure.unit()) {
            case MONEY -> "the currency of the charges";
            case GPU_HOURS -> "GPU-hours";
            case KILOWATT_HOURS -> "kWh";
            case GRAMS_CO2E -> "gCO2e";
        };
    }

    private static String what(Measure measure) {
        return switch (measure) {
            case BILLED -> "what an invoice asks for";
            case EFFECTIVE -> "what it cost with discounts and with prepaid commitments spread over what used them";
            case LIST -> "what it would cost at published prices";
            case CONTRACTED -> "what it would cost at negotiated prices";
            case GPU_HOURS -> "GPU time that was held, busy or not";
            case ENERGY -> "what was drawn";
            case CARBON -> "what was emitted";
        };
    }
}
