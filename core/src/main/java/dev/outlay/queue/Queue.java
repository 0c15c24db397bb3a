package dev.outlay.queue;

import dev.outlay.budget.Expected;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Plans when waiting jobs run within a quota.
///
/// The job of the highest priority goes first; of equal priority that of the owner who has spent least for their
/// share, counting what was started for them in this plan; then the one submitted first, then by name. A job for
/// which too few GPUs are free waits, and its GPUs are kept free from the moment they can be there: a job behind it
/// starts earlier only where it ends by then, or takes GPUs that are not needed then (EASY backfilling, Lifka
/// 1995). No job is interrupted. Immutable and thread-safe.
public final class Queue {

    private final Quota quota;
    private final Shares shares;

    public Queue(Quota quota, Shares shares) {
        this.quota = quota;
        this.shares = shares;
    }

    /// A job that can never start, and why.
    public static final class ImpossibleJob extends IllegalArgumentException {

        private static final long serialVersionUID = 1;

        ImpossibleJob(Job job, int most) {
            super("the job " + job.name() + " of " + job.owner() + " needs " + job.gpus()
                    + " GPUs at once, and the quota" + " is " + most + ": raise the quota or take fewer GPUs");
        }
    }

    /// The slots of all jobs, in the order in which they start, where each takes one end of its interval of hours.
    /// Throws [ImpossibleJob] where one needs more GPUs than it may ever hold.
    public List<Slot> plan(List<Job> jobs, Instant now, End end) {
        for (Job job : jobs) {
            int most = quota.of(job.owner());
            if (job.gpus() > most) {
                throw new ImpossibleJob(job, most);
            }
        }
        return new Planning(jobs, now, end).run();
    }

    /// How long each job is taken to run.
    public enum End {
        LOW,
        EXPECTED,
        HIGH;

        BigDecimal of(Expected hours) {
            return switch (this) {
                case LOW -> hours.low();
                case EXPECTED -> hours.value();
                case HIGH -> hours.high();
            };
        }
    }

    /// One plan as it is made. Not thread-safe.
    private final class Planning {

        private final List<Job> waiting;
        private final List<Slot> running = new ArrayList<>();
        private final List<Slot> planned = new ArrayList<>();
        private final Shares.Account account = shares.account();
        private final End end;
        private Instant at;

        Planning(List<Job> jobs, Instant now, End end) {
            this.waiting = new ArrayList<>(jobs);
            this.at = now;
            this.end = end;
        }

        List<Slot> run() {
            while (!waiting.isEmpty()) {
                running.removeIf(slot -> !slot.end().isAfter(at));
                while (startNext()) {
                    // as many as can be started at this moment
                }
                if (!waiting.isEmpty()) {
                    at = nextChange();
                }
            }
            return planned;
        }

        private boolean startNext() {
            List<Job> order = order();
            if (order.isEmpty()) {
                return false;
            }
            Job first = order.getFirst();
            if (fits(first, running)) {
                start(first, "first in order");
                return true;
            }
            Instant kept = earliest(first);
            for (Job job : order.subList(1, order.size())) {
                if (fits(job, running) && leavesRoom(job, first, kept)) {
                    start(job, "fits in before " + first.name() + ", which waits for GPUs until " + kept);
                    return true;
                }
            }
            return false;
        }

        private List<Job> order() {
            return waiting.stream()
                    .filter(job -> !job.submitted().isAfter(at))
                    .sorted(Comparator.comparingInt(Job::priority)
                            .reversed()
                            .thenComparing(job -> account.perWeight(job.owner()))
                            .thenComparing(Job::submitted)
                            .thenComparing(Job::name))
                    .toList();
        }

        private boolean fits(Job job, List<Slot> beside) {
            int held = 0;
            int own = 0;
            for (Slot slot : beside) {
                held += slot.job().gpus();
                own += slot.job().owner().equals(job.owner()) ? slot.job().gpus() : 0;
            }
            return held + job.gpus() <= quota.gpus() && own + job.gpus() <= quota.of(job.owner());
        }

        /// When so many of those that run have ended that a job fits.
        private Instant earliest(Job job) {
            List<Slot> left = new ArrayList<>(running);
            left.sort(Comparator.comparing(Slot::end));
            while (!fits(job, left)) {
                Instant ended = left.getFirst().end();
                left.removeIf(slot -> !slot.end().isAfter(ended));
                if (fits(job, left)) {
                    return ended;
                }
            }
            return at;
        }

        private boolean leavesRoom(Job job, Job first, Instant kept) {
            Instant ends = Job.after(at, end.of(job.hours()));
            if (!ends.isAfter(kept)) {
                return true;
            }
            List<Slot> then = new ArrayList<>(running);
            then.removeIf(slot -> !slot.end().isAfter(kept));
            then.add(new Slot(job, at, ends, ""));
            return fits(first, then);
        }

        private void start(Job job, String why) {
            var slot = new Slot(job, at, Job.after(at, end.of(job.hours())), why);
            waiting.remove(job);
            running.add(slot);
            planned.add(slot);
            account.add(job.owner(), job.cost().value());
        }

        private Instant nextChange() {
            Optional<Instant> ended = running.stream().map(Slot::end).min(Comparator.naturalOrder());
            Optional<Instant> submitted = waiting.stream()
                    .map(Job::submitted)
                    .filter(later -> later.isAfter(at))
                    .min(Comparator.naturalOrder());
            if (ended.isEmpty()) {
                return submitted.orElseThrow();
            }
            return submitted.filter(later -> later.isBefore(ended.get())).orElse(ended.get());
        }
    }

    /// The most GPUs held at once by some slots, in all and by each owner under their names; what a plan must keep
    /// within the quota.
    public static Map<String, Integer> peaks(List<Slot> slots) {
        Map<String, Integer> peaks = new HashMap<>();
        for (Slot moment : slots) {
            Map<String, Integer> held = new HashMap<>();
            for (Slot slot : slots) {
                if (!slot.start().isAfter(moment.start()) && slot.end().isAfter(moment.start())) {
                    held.merge("", slot.job().gpus(), Integer::sum);
                    held.merge(slot.job().owner(), slot.job().gpus(), Integer::sum);
                }
            }
            held.forEach((owner, gpus) -> peaks.merge(owner, gpus, Math::max));
        }
        return peaks;
    }
}
