package dev.outlay.report;

import dev.outlay.queue.Quota;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Jobs that wait, as a file tells of them: the quota, the shares of owners, and of each job what it will take, by
/// the parameters of an ask. Immutable and thread-safe.
public record QueueQuestion(Quota quota, Map<String, BigDecimal> shares, List<Waiting> jobs) {

    /// A job of the file. `where` is its place in the file, for words of a refusal; `submitted` is null for now.
    public record Waiting(
            String where,
            String name,
            int priority,
            @Nullable Instant submitted,
            Parameters work) {

        public Waiting {
            Objects.requireNonNull(where, "where");
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(work, "work");
        }
    }

    /// The parameters by which the work of a job is told.
    public static final List<Parameter> WORK = AskParameters.ALL;

    public QueueQuestion {
        Objects.requireNonNull(quota, "quota");
        shares = Map.copyOf(shares);
        jobs = List.copyOf(jobs);
    }
}
