package dev.outlay.alert;

import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// One thing to be said about an alert, to whoever listens on a channel.
///
/// `id` is the idempotency key: the same saying has the same id however often it is sent, another saying another.
/// `alert` is what all sayings about one alert share, from the first to `RESOLVE`. `rule` names what raised it,
/// such as `budget-threshold`. `started` is when the alert began, `at` when what this message tells of happened.
/// `title` is one short line, `sentence` the whole in one or two sentences. `labels` say what it is about and stay
/// the same for the life of the alert (`team` is `vision`); `evidence` holds the figures, each with its unit, in
/// the order to show them. `grouped` are further alerts that this one message stands for; empty where it stands for
/// itself.
///
/// Instants are kept to the millisecond. Throws [IllegalArgumentException] on a blank text, an id or alert of more
/// than 500 characters or with a control character, and an `at` before `started`. Immutable and thread-safe.
public record Message(
        String id,
        String alert,
        String rule,
        Kind kind,
        Severity severity,
        Instant started,
        Instant at,
        String title,
        String sentence,
        Map<String, String> labels,
        Map<String, String> evidence,
        List<Link> links,
        List<Grouped> grouped) {

    private static final int LONGEST_KEY = 500;

    /// What a message does.
    public enum Kind {
        /// An alert began, holds on, or became worse.
        TRIGGER,
        /// Somebody has taken the alert on.
        ACKNOWLEDGE,
        /// The alert is over.
        RESOLVE,
        /// Nothing is wrong: somebody tries a channel.
        TEST;

        /// The word that settings, answers and messages use: `trigger`.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Where to look: a text to click on and an address that starts with http:// or https://.
    public record Link(String text, String address) {

        public Link {
            filled(text, "the text of a link");
            URI uri = URI.create(address);
            if (uri.getHost() == null || !("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))) {
                throw new IllegalArgumentException("a link leads to http:// or https:// and names a host: " + address);
            }
        }
    }

    /// Another alert that a message stands for.
    public record Grouped(String alert, Severity severity, String title) {

        public Grouped {
            key(alert, "an alert");
            Objects.requireNonNull(severity, "severity");
            filled(title, "the title of an alert");
        }
    }

    public Message {
        key(id, "the id of a message");
        key(alert, "an alert");
        filled(rule, "the rule of an alert");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(severity, "severity");
        started = started.truncatedTo(ChronoUnit.MILLIS);
        at = at.truncatedTo(ChronoUnit.MILLIS);
        if (at.isBefore(started)) {
            throw new IllegalArgumentException(
                    "a message tells of what happened after its alert started: " + at + ", started " + started);
        }
        filled(title, "the title of a message");
        filled(sentence, "the sentence of a message");
        labels = filled(labels);
        evidence = filled(evidence);
        links = List.copyOf(links);
        grouped = List.copyOf(grouped);
    }

    /// A message that tries a channel, asked for by somebody; `token` tells it from other tests of the same instant.
    public static Message test(String channel, String by, Instant at, String token) {
        String id = "test/" + channel + "/" + at.truncatedTo(ChronoUnit.MILLIS) + "/" + token;
        return new Message(
                id,
                id,
                "test",
                Kind.TEST,
                Severity.INFO,
                at,
                at,
                "Test of the channel " + channel,
                "This is a test of the channel " + channel + ", asked for by " + by
                        + ". Nothing is wrong, and nothing is to be done.",
                Map.of("channel", channel),
                Map.of(),
                List.of(),
                List.of());
    }

    private static Map<String, String> filled(Map<String, String> texts) {
        texts.forEach((name, text) -> {
            filled(name, "a name of labels or evidence");
            filled(text, name);
        });
        return Collections.unmodifiableMap(new LinkedHashMap<>(texts));
    }

    private static void filled(String text, String what) {
        if (text.isBlank()) {
            throw new IllegalArgumentException(what + " is not blank");
        }
    }

    private static void key(String text, String what) {
        filled(text, what);
        if (text.length() > LONGEST_KEY || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    what + " has at most " + LONGEST_KEY + " characters and no control characters: " + text);
        }
    }
}
