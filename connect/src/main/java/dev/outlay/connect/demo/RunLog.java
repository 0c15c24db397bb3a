package dev.outlay.connect.demo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What the company's tracker knows of its training, in the form of the runs file: the last word on every attempt,
/// and of the campaign and of what still runs also words on the way.
final class RunLog {
    static final String HEADER = "run,attempt,start,end,status,updated_at,model,team,project,experiment_id,cost_center,"
            + "environment,namespace,workload,steps,resumed_from_steps,samples,tokens,epochs,loss,accuracy\n";

    private static final int CAMPAIGN_SPEAKS_EVERY = 6 * Period.HOUR;
    private static final int RUNNING_SPEAKS_EVERY = Period.HOUR;

    private final Period period;
    private final long seed;
    private final StringBuilder text = new StringBuilder(HEADER);

    private RunLog(Period period, long seed) {
        this.period = period;
        this.seed = seed;
    }

    /// One attempt: its job, and the minutes and the outcome of its pods, which begin and end together.
    private record Attempt(Job job, int from, int to, String outcome) {}

    static String text(Period period, List<Stay> stays, long seed) {
        Map<String, Map<Integer, Attempt>> runs = new LinkedHashMap<>();
        stays.stream()
                .filter(stay -> stay.job().training())
                .sorted(Comparator.comparingInt(Stay::from).thenComparing(Stay::pod))
                .forEach(stay -> runs.computeIfAbsent(name(stay.job()), _ -> new LinkedHashMap<>())
                        .putIfAbsent(
                                stay.job().attempt(), new Attempt(stay.job(), stay.from(), stay.to(), stay.outcome())));
        RunLog log = new RunLog(period, seed);
        runs.values().forEach(attempts -> log.run(new ArrayList<>(attempts.values())));
        return log.text.toString();
    }

    private void run(List<Attempt> attempts) {
        Job first = attempts.getFirst().job();
        Learning learning = Learning.of(first.workload());
        double luck = new Chance(seed, "quality of " + name(first)).between(0.93, 1.09);
        // a run whose first attempt is not the job's own would have begun before the period: there is none
        int whole = first.minutes();
        for (Attempt attempt : attempts) {
            int done = whole - attempt.job().minutes();
            boolean running = attempt.outcome().equals("running");
            int every = running ? RUNNING_SPEAKS_EVERY : first.campaign() ? CAMPAIGN_SPEAKS_EVERY : 0;
            if (every > 0 && learning != null) {
                for (int at = attempt.from() + every; at < attempt.to(); at += every) {
                    row(attempt, at, "running", learning, luck, done, whole);
                }
            }
            row(attempt, attempt.to(), status(attempt.outcome()), learning, luck, done, whole);
        }
    }

    private void row(
            Attempt attempt, int at, String status, @Nullable Learning learning, double luck, int done, int whole) {
        Job job = attempt.job();
        Tenant tenant = job.tenant();
        cell(name(job)).cell(Integer.toString(job.attempt())).cell(period.text(attempt.from()));
        cell(status.equals("running") ? null : period.text(at)).cell(status).cell(period.text(at));
        cell(learning == null ? null : learning.model());
        cell(tenant.team()).cell(tenant.project()).cell(job.experiment()).cell(tenant.costCenter());
        cell(tenant.environment()).cell(tenant.namespace()).cell(job.workload());
        if (learning == null) {
            text.append(",,,,,,\n");
            return;
        }
        int minutes = done + at - attempt.from();
        double share = Math.min(1, (double) minutes / whole);
        long steps = (long) minutes * learning.stepsPerMinute();
        String seen = Long.toString(steps * learning.batch());
        cell(Long.toString(steps));
        cell(job.attempt() == 1 ? null : Long.toString((long) done * learning.stepsPerMinute()));
        cell(learning.readsTokens() ? null : seen).cell(learning.readsTokens() ? seen : null);
        cell(learning.epochs() == 0 ? null : decimal(share * learning.epochs(), 2));
        cell(decimal(learning.loss(share, luck), 4));
        text.append(decimal(learning.accuracy(share, luck), 4)).append('\n');
    }

    private RunLog cell(@Nullable String value) {
        text.append(Objects.requireNonNullElse(value, "")).append(',');
        return this;
    }

    private static String decimal(double value, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }

    private static String status(String outcome) {
        return outcome.equals("node-lost") ? "interrupted" : outcome;
    }

    private static String name(Job job) {
        return Objects.requireNonNull(job.run());
    }
}
