package dev.outlay.alert;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A message as the flat texts of an event, and back.
final class MessageTexts {

    private static final String LABEL = "label.";
    private static final String EVIDENCE = "evidence.";
    private static final String LINK = "link.";
    private static final String GROUPED = "grouped.";

    private MessageTexts() {}

    static Map<String, String> of(Message message) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("message", message.id());
        texts.put("alert", message.alert());
        texts.put("rule", message.rule());
        texts.put("kind", message.kind().word());
        texts.put("severity", message.severity().word());
        texts.put("started", message.started().toString());
        texts.put("at", message.at().toString());
        texts.put("title", message.title());
        texts.put("sentence", message.sentence());
        // numbered, because a ledger need not keep the order of texts
        numbered(message.labels(), LABEL, texts);
        numbered(message.evidence(), EVIDENCE, texts);
        for (int i = 0; i < message.links().size(); i++) {
            texts.put(LINK + i + ".text", message.links().get(i).text());
            texts.put(LINK + i + ".address", message.links().get(i).address());
        }
        for (int i = 0; i < message.grouped().size(); i++) {
            Message.Grouped grouped = message.grouped().get(i);
            texts.put(GROUPED + i + ".alert", grouped.alert());
            texts.put(GROUPED + i + ".severity", grouped.severity().word());
            texts.put(GROUPED + i + ".title", grouped.title());
        }
        return texts;
    }

    /// The message of texts that [#of] wrote. Throws [IllegalArgumentException] where they are others.
    static Message read(Map<String, String> texts) {
        try {
            return new Message(
                    text(texts, "message"),
                    text(texts, "alert"),
                    text(texts, "rule"),
                    Message.Kind.valueOf(text(texts, "kind").toUpperCase(Locale.ROOT)),
                    Severity.of(text(texts, "severity")),
                    Instant.parse(text(texts, "started")),
                    Instant.parse(text(texts, "at")),
                    text(texts, "title"),
                    text(texts, "sentence"),
                    named(texts, LABEL),
                    named(texts, EVIDENCE),
                    links(texts),
                    grouped(texts));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("a message says when it was: " + texts, e);
        }
    }

    private static void numbered(Map<String, String> from, String prefix, Map<String, String> to) {
        int number = 0;
        for (Map.Entry<String, String> entry : from.entrySet()) {
            to.put(prefix + number + ".name", entry.getKey());
            to.put(prefix + number + ".text", entry.getValue());
            number++;
        }
    }

    private static Map<String, String> named(Map<String, String> texts, String prefix) {
        Map<String, String> named = new LinkedHashMap<>();
        for (int i = 0; texts.containsKey(prefix + i + ".name"); i++) {
            named.put(text(texts, prefix + i + ".name"), text(texts, prefix + i + ".text"));
        }
        return named;
    }

    private static List<Message.Link> links(Map<String, String> texts) {
        List<Message.Link> links = new ArrayList<>();
        for (int i = 0; texts.containsKey(LINK + i + ".text"); i++) {
            links.add(new Message.Link(text(texts, LINK + i + ".text"), text(texts, LINK + i + ".address")));
        }
        return links;
    }

    private static List<Message.Grouped> grouped(Map<String, String> texts) {
        List<Message.Grouped> grouped = new ArrayList<>();
        for (int i = 0; texts.containsKey(GROUPED + i + ".alert"); i++) {
            grouped.add(new Message.Grouped(
                    text(texts, GROUPED + i + ".alert"),
                    Severity.of(text(texts, GROUPED + i + ".severity")),
                    text(texts, GROUPED + i + ".title")));
        }
        return grouped;
    }

    private static String text(Map<String, String> texts, String name) {
        String text = texts.get(name);
        if (text == null) {
            throw new IllegalArgumentException("a queued message lacks " + name + ": " + texts);
        }
        return text;
    }
}
