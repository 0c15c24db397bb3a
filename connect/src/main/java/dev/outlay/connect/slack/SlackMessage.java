package dev.outlay.connect.slack;

import dev.outlay.alert.Message;
import dev.outlay.connect.channel.Shortened;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A message as blocks of Slack's Block Kit, within its limits: 150 characters of a header, 3000 of a section, ten
/// fields of 2000, 75 of a button and 3000 of its address.
final class SlackMessage {

    private static final int HEADER = 150;
    private static final int SECTION = 3000;
    private static final int FIELD = 2000;
    private static final int FIELDS = 10;
    private static final int FALLBACK = 40_000;
    private static final int BUTTON = 75;
    private static final int ADDRESS = 3000;
    private static final int BUTTONS = 5;

    private SlackMessage() {}

    static Map<String, Object> of(Message message) {
        List<Object> blocks = new ArrayList<>();
        blocks.add(Map.of("type", "header", "text", plain(HEADER, opening(message) + message.title())));
        blocks.add(section(message.sentence()));
        fields(message.evidence(), blocks);
        if (!message.grouped().isEmpty()) {
            blocks.add(section(grouped(message.grouped())));
        }
        List<Map<String, Object>> buttons = message.links().stream()
                .filter(link -> link.address().length() <= ADDRESS)
                .limit(BUTTONS)
                .map(SlackMessage::button)
                .toList();
        if (!buttons.isEmpty()) {
            blocks.add(Map.of("type", "actions", "elements", buttons));
        }
        blocks.add(Map.of("type", "context", "elements", List.of(marked(FIELD, escaped(context(message))))));
        Map<String, Object> body = new LinkedHashMap<>();
        // what a notification shows, and a reader of screens says
        body.put("text", cut(FALLBACK, escaped(opening(message) + message.title() + ": " + message.sentence())));
        body.put("blocks", blocks);
        return body;
    }

    private static String opening(Message message) {
        return switch (message.kind()) {
            case TRIGGER ->
                switch (message.severity()) {
                    case CRITICAL -> "Critical: ";
                    case WARNING -> "Warning: ";
                    case INFO -> "";
                };
            case ACKNOWLEDGE -> "Acknowledged: ";
            case RESOLVE -> "Resolved: ";
            case TEST -> "";
        };
    }

    private static void fields(Map<String, String> evidence, List<Object> blocks) {
        List<Object> fields = new ArrayList<>();
        evidence.forEach((name, text) -> fields.add(marked(FIELD, "*" + escaped(name) + "*\n" + escaped(text))));
        for (int i = 0; i < fields.size(); i += FIELDS) {
            blocks.add(Map.of("type", "section", "fields", fields.subList(i, Math.min(i + FIELDS, fields.size()))));
            if (i >= 2 * FIELDS) {
                return;
            }
        }
    }

    private static String grouped(List<Message.Grouped> grouped) {
        StringBuilder lines = new StringBuilder("And " + grouped.size() + " more:");
        grouped.forEach(each ->
                lines.append("\n- ").append(each.severity().word()).append(": ").append(each.title()));
        return lines.toString();
    }

    private static String context(Message message) {
        List<String> parts = new ArrayList<>(List.of(message.severity().word(), message.rule()));
        message.labels().forEach((name, text) -> parts.add(name + "=" + text));
        parts.add(message.at().toString());
        return String.join(" | ", parts);
    }

    private static Map<String, Object> section(String text) {
        return Map.of("type", "section", "text", marked(SECTION, escaped(text)));
    }

    private static Map<String, Object> button(Message.Link link) {
        return Map.of("type", "button", "text", plain(BUTTON, link.text()), "url", link.address());
    }

    private static Map<String, Object> plain(int most, String text) {
        return Map.of("type", "plain_text", "text", cut(most, escaped(text)));
    }

    private static Map<String, Object> marked(int most, String text) {
        return Map.of("type", "mrkdwn", "text", cut(most, text));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /// Cuts an escaped text, and leaves out the beginning of an escape that would be cut in two.
    private static String cut(int most, String text) {
        return text.length() <= most ? text : Shortened.to(most, text).replaceAll("&[a-z]{0,3}…$", "…");
    }
}
