package dev.outlay.recommend;

import dev.outlay.pricing.RateCard;
import dev.outlay.replay.Replayed;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/// Work of runs that would have cost less had it started later the same day, by the windows of the rate card.
final class OffPeakAdvisor implements Advisor {

    // a day has every hour of the clock once
    private static final String POLICY = "off-peak:24h";

    @Override
    public String name() {
        return "off-peak";
    }

    @Override
    public Category category() {
        return Category.OFF_PEAK;
    }

    @Override
    public String asks() {
        return "Would these runs have cost less at other hours, by the rate card?";
    }

    @Override
    public Optional<String> lacks(Inquiry inquiry) {
        if (!hasWindows(inquiry)) {
            return Optional.of("no rate card has windows: one price holds around the clock (rate-card.yaml)");
        }
        return inquiry.runs().isEmpty()
                ? Optional.of("no charge in the span names a run (run_id of usage), and what is no run does not wait")
                : Optional.empty();
    }

    private static boolean hasWindows(Inquiry inquiry) {
        return inquiry.cards().cards().stream().map(RateCard::windows).anyMatch(windows -> !windows.isEmpty());
    }

    @Override
    public Stream<Advice> advise(Inquiry inquiry) {
        SortedMap<String, Replays.Work> works = Replays.works(inquiry);
        if (works.isEmpty() || !hasWindows(inquiry)) {
            return Stream.empty();
        }
        SortedMap<String, List<Replayed>> answers = Replays.byWork(inquiry, POLICY);
        return works.values().stream()
                .flatMap(work -> answers.getOrDefault(work.key(), List.of()).stream()
                        .filter(answer ->
                                answer.changed() > 0 && answer.saved().amount().signum() > 0)
                        .map(answer -> advice(work, answer, inquiry)));
    }

    private Advice advice(Replays.Work work, Replayed answer, Inquiry inquiry) {
        return new Advice(
                new Finding(name(), category(), Replays.subject(work), inquiry.span()),
                "Start " + work.key() + " when the rate card is cheapest",
                List.of(
                        Replays.actual(answer, Replays.facts(work)),
                        Replays.replayed(answer, Replays.facts(work)),
                        new Evidence(
                                "uses that move",
                                Long.toString(answer.changed()),
                                "uses and days",
                                "each by less than a day, to the cheapest start",
                                List.of())),
                Worth.of(Replays.promise(inquiry, answer), Worth.ComparedBy.GPU_HOUR),
                Certainty.of("0.7", "prices are agreed; that the work can wait is not known"),
                Action.command("outlay plan --start-within 24h"),
                List.of("results come up to a day later", "everybody who waits starts at the same hour"));
    }
}
