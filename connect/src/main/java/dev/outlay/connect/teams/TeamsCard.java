package dev.outlay.connect.teams;

import dev.outlay.alert.Message;
import dev.outlay.connect.channel.Shortened;
import dev.outlay.connect.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A message as an Adaptive Card 1.4 in the envelope that workflows of Teams take, of at most 28 KB as a whole.
final class TeamsCard {

    private static final int LARGEST = 28_000;
    private static final int TITLE = 300;
    private static final int SENTENCE = 4000;
    private static final int FACT = 500;
    private static final int ACTIONS = 6;
    private static final int SHOWN = 50;

    private TeamsCard() {}

    /// The JSON of a message; facts and grouped alerts beyond what fits are counted, not shown.
    static String of(Message message) {
        int shown = SHOWN;
        String json = json(message, shown);
        while (json.getBytes(StandardCharsets.UTF_8).length > LARGEST && shown > 0) {
            shown /= 2;
            json = json(message, shown);
        }
        return json;
    }

    private static String json(Message message, int shown) {
        List<Object> body = new ArrayList<>();
        body.add(text(Shortened.to(TITLE, opening(message) + message.title()), "weight", "Bolder", "size", "Large"));
        body.add(text(Shortened.to(SENTENCE, message.sentence())));
        body.add(facts(message, shown));
        if (!message.grouped().isEmpty()) {
            body.add(text(grouped(message.grouped(), shown)));
        }
        Map<String, Object> card = new LinkedHashMap<>();
        card.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
        card.put("type", "AdaptiveCard");
        card.put("version", "1.4");
        card.put("msteams", Map.of("width", "Full"));
        card.put("body", body);
        card.put(
                "actions",
                message.links().stream()
                        .limit(ACTIONS)
                        .map(link ->
                                Map.of("type", "Action.OpenUrl", "title", plain(link.text()), "url", link.address()))
                        .toList());
        Map<String, Object> attachment = new LinkedHashMap<>();
        attachment.put("contentType", "application/vnd.microsoft.card.adaptive");
        attachment.put("contentUrl", null);
        attachment.put("content", card);
        Map<String, Object> envelope = new LinkedHashMap<>();
        envelope.put("type", "message");
        envelope.put("attachments", List.of(attachment));
        return JsonText.of(envelope);
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

    private static Map<String, Object> facts(Message message, int shown) {
        Map<String, String> named = new LinkedHashMap<>(message.evidence());
        message.labels().forEach(named::putIfAbsent);
        named.putIfAbsent("severity", message.severity().word());
        named.putIfAbsent("rule", message.rule());
        named.putIfAbsent("at", message.at().toString());
        List<Object> facts = new ArrayList<>();
        named.entrySet().stream()
                .limit(shown)
                .forEach(entry -> facts.add(Map.of(
                        "title", plain(Shortened.to(FACT, entry.getKey())),
                        "value", plain(Shortened.to(FACT, entry.getValue())))));
        if (named.size() > shown) {
            facts.add(Map.of("title", "more", "value", (named.size() - shown) + " that do not fit here"));
        }
        return Map.of("type", "FactSet", "facts", facts);
    }

    private static String grouped(List<Message.Grouped> grouped, int shown) {
        StringBuilder lines = new StringBuilder("And " + grouped.size() + " more:");
        grouped.stream()
                .limit(shown)
                .forEach(each -> lines.append("\n\n- ")
                        .append(each.severity().word())
                        .append(": ")
                        .append(Shortened.to(FACT, each.title())));
        return lines.toString();
    }

    private static Map<String, Object> text(String text, String... properties) {
        Map<String, Object> block = new LinkedHashMap<>();
        block.put("type", "TextBlock");
        block.put("text", plain(text));
        block.put("wrap", true);
        for (int i = 0; i < properties.length; i += 2) {
            block.put(properties[i], properties[i + 1]);
        }
        return block;
    }

    /// Cards read Markdown; what stands in an alert is not meant as such.
    private static String plain(String text) {
        return text.replaceAll("([\\\\`*_\\[\\]])", "\\\\$1");
    }
}
