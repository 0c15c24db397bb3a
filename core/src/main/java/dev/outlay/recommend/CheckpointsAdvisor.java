package dev.outlay.recommend;

import dev.outlay.forecast.RunPoints;
import dev.outlay.ledger.Run;
import dev.outlay.ledger.RunStatus;
import dev.outlay.units.Money;
import dev.outlay.units.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Checkpoints of runs that came to their end: nobody takes them up again.
///
/// What is stored is a checkpoint by the tag `kind` and of the run that its charges name. A run must have succeeded
/// a week ago, which is time to take its result; one checkpoint may stand for the result, so the low bound keeps
/// all.
final class CheckpointsAdvisor implements Advisor {

    private static final Duration TIME_TO_TAKE = Duration.ofDays(7);

    @Override
    public String name() {
        return "checkpoints";
    }

    @Override
    public Category category() {
        return Category.STORAGE;
    }

    @Override
    public String asks() {
        return "Are checkpoints kept of runs that came to their end?";
    }

    @Override
    public Optional<String> lacks(Inquiry inquiry) {
        return StorageText.lacks(
                inquiry,
                item -> item.isKind("checkpoint") && item.owner().run() != null,
                "the tag kind checkpoint on storage that names its run");
    }

    @Override
    public Stream<Advice> advise(Inquiry inquiry) {
        List<StoredItem> checkpoints = StoredItem.of(inquiry).stream()
                .filter(item -> item.isKind("checkpoint")
                        && item.owner().run() != null
                        && item.cost().amount().signum() > 0)
                .toList();
        if (checkpoints.isEmpty()) {
            return Stream.empty();
        }
        Map<String, Run> last = new HashMap<>();
        try (Stream<Run> runs = inquiry.ledger().facts(Run.class, Span.EVER)) {
            runs.filter(run -> !run.at().isAfter(inquiry.now()))
                    .forEach(run ->
                            last.merge(run.run(), run, (one, other) -> one.at().isAfter(other.at()) ? one : other));
        }
        return checkpoints.stream()
                .flatMap(item -> Optional.ofNullable(last.get(item.owner().run()))
                        .filter(run -> run.status() == RunStatus.SUCCEEDED
                                && !RunPoints.when(run).isAfter(ended(inquiry)))
                        .map(run -> advice(item, run, inquiry))
                        .stream());
    }

    private static Instant ended(Inquiry inquiry) {
        return inquiry.now().minus(TIME_TO_TAKE);
    }

    private Advice advice(StoredItem item, Run run, Inquiry inquiry) {
        Money cost = item.cost();
        return new Advice(
                new Finding(name(), category(), item.subject(), inquiry.span()),
                "Delete the checkpoints " + item.name() + " of run " + run.run() + ", which came to its end",
                List.of(
                        item.stored(),
                        item.charged(),
                        item.tag(StoredItem.KIND),
                        new Evidence(
                                "run ended",
                                RunPoints.when(run).toString(),
                                null,
                                "it " + run.status().text(),
                                List.of(run.origin().id()))),
                Worth.of(
                        Promise.perMonth(inquiry.span(), cost, cost, Money.zero(cost.currency()), cost),
                        Worth.ComparedBy.DAY),
                Certainty.of("0.8", "the run is done; whether the last of them is its result is not known"),
                Action.step("keep the last checkpoint of " + run.run() + " if it is the result, then delete "
                        + item.name() + "; ask " + StaleDataAdvisor.owner(item)),
                List.of("a result that was not copied is lost"));
    }
}
