package dev.outlay.connect.file;

import dev.outlay.connect.yaml.YamlFile;
import dev.outlay.connect.yaml.YamlMap;
import dev.outlay.connect.yaml.YamlValue;
import dev.outlay.queue.Quota;
import dev.outlay.report.Parameter;
import dev.outlay.report.QueueQuestion;
import dev.outlay.units.Decimals;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Jobs that wait, in YAML: `quota`, `shares` and `jobs`, whose keys beside `name`, `priority`, `submitted` and
/// `count` are the options of `budget check`. Thread-safe.
public final class QueueFile {

    private static final int MOST_JOBS = 1000;

    private QueueFile() {}

    /// Throws [dev.outlay.units.CallersMistake], naming file and line, on what is not understood.
    public static QueueQuestion read(Path file) {
        return question(YamlFile.read(file));
    }

    /// The same of a text; `name` stands for its file in messages.
    public static QueueQuestion parse(String name, String text) {
        return question(YamlFile.parse(name, text));
    }

    private static QueueQuestion question(YamlMap file) {
        file.only("quota", "shares", "jobs");
        YamlMap quota = file.required("quota").map().only("gpus", "teams");
        Map<String, Integer> teams = new LinkedHashMap<>();
        quota.get("teams")
                .ifPresent(value -> value.map().entries().forEach((team, most) -> teams.put(team, count(most))));
        Map<String, BigDecimal> shares = new LinkedHashMap<>();
        file.get("shares")
                .ifPresent(value -> value.map()
                        .entries()
                        .forEach((team, share) -> shares.put(team, share.parsed(QueueFile::positive))));
        List<QueueQuestion.Waiting> jobs = new ArrayList<>();
        for (YamlValue each : file.required("jobs").list().items()) {
            addJobs(each.map(), jobs);
            if (jobs.size() > MOST_JOBS) {
                throw each.mistake("a queue file holds at most " + MOST_JOBS + " jobs");
            }
        }
        return new QueueQuestion(new Quota(count(quota.required("gpus")), teams), shares, jobs);
    }

    private static void addJobs(YamlMap job, List<QueueQuestion.Waiting> jobs) {
        String name = job.required("name").text();
        int count = job.get("count").map(QueueFile::count).orElse(1);
        if (count > MOST_JOBS) {
            throw job.mistake("a queue file holds at most " + MOST_JOBS + " jobs");
        }
        int priority =
                job.get("priority").map(value -> value.parsed(QueueFile::whole)).orElse(0);
        Instant submitted = job.get("submitted")
                .map(value -> value.parsed(QueueFile::instant))
                .orElse(null);
        Map<String, YamlValue> work = new LinkedHashMap<>(job.entries());
        work.keySet().removeAll(List.of("name", "count", "priority", "submitted"));
        var parameters = AskFile.parameters(
                new YamlMap(job.where(), work),
                QueueQuestion.WORK.stream().map(Parameter::name).toList());
        for (int i = 1; i <= count; i++) {
            jobs.add(new QueueQuestion.Waiting(
                    job.where(), count == 1 ? name : name + "-" + i, priority, submitted, parameters));
        }
    }

    private static int count(YamlValue value) {
        return value.parsed(text -> {
            int number = whole(text);
            if (number < 1) {
                throw new IllegalArgumentException("a whole number above zero is expected, not " + text);
            }
            return number;
        });
    }

    private static int whole(String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a whole number is expected, not " + text, e);
        }
    }

    private static BigDecimal positive(String text) {
        BigDecimal value = Decimals.parse(text);
        if (value.signum() <= 0) {
            throw new IllegalArgumentException("a share is above zero, not " + text);
        }
        return value;
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text.strip());
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("an instant such as 2026-11-10T12:00:00Z is expected, not " + text, e);
        }
    }
}
