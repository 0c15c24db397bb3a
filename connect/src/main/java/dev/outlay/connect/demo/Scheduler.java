package dev.outlay.connect.demo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;

/// Puts jobs on machines in the order they were submitted, lets some of them fail, and submits those again.
final class Scheduler {
    private static final int PATIENCE = 3 * Period.DAY;
    private static final int SHORTEST_STAY = 5;
    private static final double HOURS_BETWEEN_FAILURES_OF_A_NODE = 900;

    private final Period period;
    private final Map<Pool, List<Machine>> machines;
    private final Chance chance;
    private final List<Stay> stays = new ArrayList<>();
    private final PriorityQueue<Job> queue = new PriorityQueue<>(
            Comparator.comparingInt(Job::submitted).thenComparing(Job::workload).thenComparingInt(Job::attempt));

    private Scheduler(Period period, Map<Pool, List<Machine>> machines, long seed) {
        this.period = period;
        this.machines = machines;
        this.chance = new Chance(seed, "scheduler");
    }

    /// Where every pod ran. The same jobs on the same machines give the same stays.
    static List<Stay> place(Period period, Map<Pool, List<Machine>> machines, List<Job> jobs, long seed) {
        Scheduler scheduler = new Scheduler(period, machines, seed);
        scheduler.queue.addAll(jobs);
        for (Job job = scheduler.queue.poll(); job != null; job = scheduler.queue.poll()) {
            scheduler.place(job);
        }
        return List.copyOf(scheduler.stays);
    }

    private void place(Job job) {
        List<Machine> chosen = choose(job);
        if (chosen.size() < job.pods()) {
            return;
        }
        int start =
                chosen.stream().mapToInt(machine -> ready(machine, job)).max().orElseThrow();
        int lost = chosen.stream().mapToInt(Machine::to).min().orElseThrow();
        int wanted = Math.min(Math.min(start + job.minutes(), job.until()), period.end());
        int broken = job.training() ? start + breaksAfter(job) : Machine.NEVER;
        int end = Math.min(Math.min(wanted, lost), broken);
        if (end - start < SHORTEST_STAY || start - job.submitted() > PATIENCE) {
            return;
        }
        String outcome = outcome(job, start, end, lost, broken);
        for (int i = 0; i < chosen.size(); i++) {
            List<Slot> slots = chosen.get(i).take(job.slice(), job.slices(), start, end);
            stays.add(new Stay(job, podName(job, i), chosen.get(i), slots, start, end, outcome));
        }
        if (outcome.equals("failed") || (end == lost && end < wanted)) {
            resume(job, start, end);
        }
    }

    private List<Machine> choose(Job job) {
        record Choice(Machine machine, int ready) {}
        List<Choice> choices = new ArrayList<>();
        int free = 0;
        for (Machine machine : machines.getOrDefault(job.pool(), List.of())) {
            // in the order they came up: once there are enough, those still to come cannot be earlier
            if (free >= job.pods() && machine.from() > job.submitted()) {
                break;
            }
            int ready = machine.to() > job.submitted() ? ready(machine, job) : Machine.NEVER;
            if (ready != Machine.NEVER) {
                choices.add(new Choice(machine, ready));
                free += ready == job.submitted() ? 1 : 0;
            }
        }
        return choices.stream()
                .sorted(Comparator.comparingInt(Choice::ready))
                .limit(job.pods())
                .map(Choice::machine)
                .toList();
    }

    private static int ready(Machine machine, Job job) {
        return machine.ready(job.slice(), job.slices(), job.submitted());
    }

    private int breaksAfter(Job job) {
        double mean = HOURS_BETWEEN_FAILURES_OF_A_NODE / job.pods();
        // a run that was just submitted may hold a mistake and then ends early
        if (job.attempt() == 1 && !job.campaign() && chance.happens(0.07)) {
            return chance.between(4, 50);
        }
        return Math.max(SHORTEST_STAY, (int) (chance.waiting(mean) * Period.HOUR));
    }

    private String outcome(Job job, int start, int end, int lost, int broken) {
        if (!job.training()) {
            return "stopped";
        }
        if (end == period.end() && end < start + job.minutes()) {
            return "running";
        }
        if (end == lost && end < start + job.minutes()) {
            return "node-lost";
        }
        return end == broken && end < start + job.minutes() ? "failed" : "succeeded";
    }

    private void resume(Job job, int start, int end) {
        // what was computed after the last checkpoint is computed again
        int kept = job.training() ? Math.max(0, end - start - chance.between(5, 55)) : end - start;
        int pause = job.training() ? chance.between(4, job.campaign() ? 260 : 90) : 1;
        Job rest = job.resumed(end + pause, Math.max(SHORTEST_STAY, job.minutes() - kept));
        if (job.campaign()) {
            // its machines are kept for it: nobody else gets in between
            place(rest);
            return;
        }
        queue.add(rest);
    }

    private String podName(Job job, int index) {
        if (job.training()) {
            return Objects.requireNonNull(job.run()) + "-a" + job.attempt() + "-" + index;
        }
        return job.load().kind() == Load.Kind.NOTEBOOK
                ? job.workload() + "-0"
                : job.workload() + "-" + chance.suffix(9) + "-" + chance.suffix(5);
    }
}
