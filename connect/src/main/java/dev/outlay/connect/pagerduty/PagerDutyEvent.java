package dev.outlay.connect.pagerduty;

import dev.outlay.alert.Message;
import dev.outlay.connect.channel.Shortened;
import dev.outlay.connect.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A message as an event of PagerDuty's Events API v2, within its limits: 255 characters of a key, 1024 of a
/// summary, 512 KB as a whole.
final class PagerDutyEvent {

    private static final int KEY = 255;
    private static final int SUMMARY = 1024;
    private static final int LARGEST = 512_000;

    private PagerDutyEvent() {}

    /// The event that begins or goes on with an incident.
    static String trigger(Message message, String routingKey) {
        Map<String, Object> details = new LinkedHashMap<>(message.evidence());
        message.labels().forEach(details::putIfAbsent);
        details.put("sentence", message.sentence());
        details.put("message_id", message.id());
        if (!message.grouped().isEmpty()) {
            details.put(
                    "grouped",
                    message.grouped().stream()
                            .map(each -> each.severity().word() + ": " + each.title())
                            .toList());
        }
        String event = trigger(message, routingKey, details);
        return event.getBytes(StandardCharsets.UTF_8).length <= LARGEST
                ? event
                : trigger(message, routingKey, Map.of("sentence", Shortened.to(SUMMARY, message.sentence())));
    }

    /// The event that says an incident is taken on or over: `acknowledge` or `resolve`.
    static String about(Message message, String action, String routingKey) {
        return JsonText.of(opening(message, action, routingKey));
    }

    private static String trigger(Message message, String routingKey, Map<String, Object> details) {
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("summary", Shortened.to(SUMMARY, message.title() + ": " + message.sentence()));
        payload.put("source", "outlay");
        payload.put("severity", message.severity().word());
        payload.put("timestamp", message.at().toString());
        payload.put("component", message.labels().getOrDefault("budget", message.rule()));
        payload.put("group", message.labels().getOrDefault("team", "outlay"));
        payload.put("class", message.rule());
        payload.put("custom_details", details);
        Map<String, Object> event = opening(message, "trigger", routingKey);
        event.put("client", "Outlay");
        if (!message.links().isEmpty()) {
            event.put("client_url", message.links().getFirst().address());
            List<Object> links = new ArrayList<>();
            message.links().forEach(link -> links.add(Map.of("href", link.address(), "text", link.text())));
            event.put("links", links);
        }
        event.put("payload", payload);
        return JsonText.of(event);
    }

    private static Map<String, Object> opening(Message message, String action, String routingKey) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("routing_key", routingKey);
        event.put("event_action", action);
        event.put("dedup_key", Shortened.key(KEY, message.alert()));
        return event;
    }
}
