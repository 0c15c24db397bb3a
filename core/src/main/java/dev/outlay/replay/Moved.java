package dev.outlay.replay;

import dev.outlay.ledger.Usage;
import java.util.ArrayList;
import java.util.List;

/// Everything in another region of its provider, the same machines at the prices of there.
record Moved(String region) implements Policy {

    @Override
    public String text() {
        return "region:" + region;
    }

    @Override
    public String says() {
        return "machines, GPUs, storage and traffic of providers that have " + region + " at the prices of there;"
                + " bringing the data there is not in it, since how much there is is not known";
    }

    @Override
    public List<Usage> apply(List<Usage> usages, Replaying day) {
        List<Usage> otherwise = new ArrayList<>();
        for (Usage usage : usages) {
            otherwise.add(
                    region.equalsIgnoreCase(usage.place().region())
                            ? usage
                            : day.changed(usage, Uses.in(usage, region)));
        }
        return otherwise;
    }
}
