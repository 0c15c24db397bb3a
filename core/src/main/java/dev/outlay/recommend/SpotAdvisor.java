package dev.outlay.recommend;

import dev.outlay.replay.Replayed;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/// Work of runs bought on demand that would have cost less as spot, with what interruptions and checkpoints cost.
///
/// By a replay of the same usage: spot prices as of the instants, and work done again at the rate of interruptions
/// that the rate card states or the provider publishes. What belongs to no run is left alone: it may serve
/// somebody.
final class SpotAdvisor implements Advisor {

    @Override
    public String name() {
        return "spot";
    }

    @Override
    public Category category() {
        return Category.SPOT;
    }

    @Override
    public String asks() {
        return "Would these runs have cost less on spot capacity, interruptions included?";
    }

    @Override
    public Optional<String> lacks(Inquiry inquiry) {
        return inquiry.runs().isEmpty()
                ? Optional.of("no charge in the span names a run (run_id of usage), and what is no run is left alone")
                : Optional.empty();
    }

    @Override
    public Stream<Advice> advise(Inquiry inquiry) {
        SortedMap<String, Replays.Work> works = Replays.works(inquiry);
        if (works.isEmpty()) {
            return Stream.empty();
        }
        SortedMap<String, List<Replayed>> answers = Replays.byWork(inquiry, "spot");
        return works.values().stream()
                .flatMap(work -> answers.getOrDefault(work.key(), List.of()).stream()
                        .filter(answer -> answer.changed() > 0
                                && !answer.actual().minus(answer.high()).isNegative()
                                && answer.saved().amount().signum() > 0)
                        .map(answer -> advice(work, answer, inquiry)));
    }

    private Advice advice(Replays.Work work, Replayed answer, Inquiry inquiry) {
        long resumed = work.resumed();
        String seen = resumed == 0
                ? "none of " + work.runs().size() + " runs was seen to be interrupted and taken up again"
                : resumed + " of " + work.runs().size() + " runs were taken up again or ran on spot before";
        return new Advice(
                new Finding(name(), category(), Replays.subject(work), inquiry.span()),
                "Run " + work.key() + " on spot capacity",
                List.of(
                        Replays.actual(answer, Replays.facts(work)),
                        Replays.replayed(answer, Replays.facts(work)),
                        new Evidence(
                                "cost of interruptions",
                                Replays.amount(answer.interruptions()),
                                answer.interruptions().currency(),
                                "five minutes to save and fifteen to start anew, checkpoints at the interval that loses"
                                        + " least (Daly 2006); part of the cost above",
                                List.of()),
                        new Evidence("runs taken up again", Long.toString(resumed), "runs", seen, Replays.facts(work))),
                Worth.of(Replays.promise(inquiry, answer), Worth.ComparedBy.GPU_HOUR),
                Certainty.of(
                        resumed > 0 ? "0.8" : "0.5",
                        seen + "; whether there is spot capacity at the time is not known"),
                Action.patch("nodeSelector of " + work.key()
                        + ": karpenter.sh/capacity-type: spot  # and checkpoints, as outlay plan tells how often"),
                List.of(
                        "results come later by the work that is done again",
                        "without checkpoints an interruption loses all of a run"));
    }
}
