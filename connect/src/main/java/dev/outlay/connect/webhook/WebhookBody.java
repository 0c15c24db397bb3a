package dev.outlay.connect.webhook;

import dev.outlay.alert.Message;
import dev.outlay.connect.json.JsonText;
import java.util.LinkedHashMap;
import java.util.Map;

/// A message as the JSON that docs/reference/channels.md promises.
final class WebhookBody {

    private static final int VERSION = 1;

    private WebhookBody() {}

    static String of(Message message) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("version", VERSION);
        body.put("id", message.id());
        body.put("alert", message.alert());
        body.put("rule", message.rule());
        body.put("kind", message.kind().word());
        body.put("severity", message.severity().word());
        body.put("started", message.started().toString());
        body.put("at", message.at().toString());
        body.put("title", message.title());
        body.put("sentence", message.sentence());
        body.put("labels", message.labels());
        body.put("evidence", message.evidence());
        body.put(
                "links",
                message.links().stream()
                        .map(link -> Map.of("text", link.text(), "address", link.address()))
                        .toList());
        body.put(
                "grouped",
                message.grouped().stream()
                        .map(each -> Map.of(
                                "alert", each.alert(),
                                "severity", each.severity().word(),
                                "title", each.title()))
                        .toList());
        return JsonText.of(body);
    }
}
