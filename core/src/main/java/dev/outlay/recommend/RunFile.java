package dev.outlay.recommend;

import dev.outlay.forecast.RunPoints;
import dev.outlay.ledger.CapacityType;
import dev.outlay.ledger.Owner;
import dev.outlay.ledger.Place;
import dev.outlay.ledger.Run;
import dev.outlay.ledger.RunStatus;
import dev.outlay.units.Money;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// One run: every word on it in the order in which it was true, and what it was charged in a span.
///
/// A run that no tracker told of has no words. `owner` is what its words and charges say of it. Immutable.
public record RunFile(String run, Owner owner, List<Run> words, Spent spent) {

    public RunFile {
        Objects.requireNonNull(run, "run");
        words = List.copyOf(words);
    }

    /// What a run was charged: `cost` is null where nothing was priced or in two currencies; `gpuModel`, `type` and
    /// `capacityType` where there were several or none. `held` is from the first to the last charge, `seconds` the
    /// time in it that was charged. `attempts` is the highest number in the tag `attempt`, 1 where there is none.
    /// `tags` hold what all charges that say it agree on; `concerns` are the run, its
    /// pods and its GPUs.
    public record Spent(
            @Nullable Money cost,
            BigDecimal gpuSeconds,
            BigDecimal seconds,
            @Nullable Span held,
            @Nullable String gpuModel,
            @Nullable String type,
            @Nullable CapacityType capacityType,
            Place place,
            int attempts,
            SortedMap<String, String> tags,
            SortedSet<Concern> concerns,
            long charges,
            List<String> facts) {

        public Spent {
            tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
            concerns = Collections.unmodifiableSortedSet(new TreeSet<>(concerns));
            facts = List.copyOf(facts);
        }

        /// How many GPUs it held at a time, rounded to a whole one; 0 where it held none.
        public int gpus() {
            return seconds.signum() == 0
                    ? 0
                    : Math.max(
                            gpuSeconds.signum(),
                            gpuSeconds.divide(seconds, 0, RoundingMode.HALF_UP).intValue());
        }
    }

    /// How its last attempt stands; empty where nobody told.
    public Optional<RunStatus> status() {
        return words.isEmpty() ? Optional.empty() : Optional.of(words.getLast().status());
    }

    /// Whether it came to its end in one attempt, so that its work is that of one run.
    public boolean isWhole() {
        return status().filter(RunStatus.SUCCEEDED::equals).isPresent()
                && words.stream().allMatch(word -> word.attempt() == 1);
    }

    public RunPoints points() {
        return new RunPoints(words);
    }

    /// The model that it trains; null where nobody said.
    public @Nullable String model() {
        return words.reversed().stream()
                .map(Run::model)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /// A metric of its last word that says one of some names.
    public Optional<BigDecimal> said(List<String> names) {
        return words.isEmpty() ? Optional.empty() : points().said(names);
    }

    /// A text that its charges say under one of some tags.
    public Optional<String> tagged(String... names) {
        Map<String, String> tags = spent.tags();
        return List.of(names).stream().map(tags::get).filter(Objects::nonNull).findFirst();
    }

    /// Those runs whose results can be compared: of one model and one project.
    public String family() {
        return Objects.requireNonNullElse(owner.project(), "-") + "/" + Objects.requireNonNullElse(model(), "-");
    }
}
