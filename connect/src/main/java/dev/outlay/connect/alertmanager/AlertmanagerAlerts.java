package dev.outlay.connect.alertmanager;

import dev.outlay.alert.Message;
import dev.outlay.alert.Severity;
import dev.outlay.connect.json.JsonText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Messages as alerts of Alertmanager's API v2, which takes alerts of the same labels for the same.
///
/// The severity is a label, because people route by it. So an alert that became worse is another one there: each
/// message also ends those of the other severities, which does nothing where there are none.
final class AlertmanagerAlerts {

    private static final Duration LENGTH_OF_A_TEST = Duration.ofMinutes(1);

    private final Map<String, String> labels;
    private final Duration lasts;

    AlertmanagerAlerts(Map<String, String> labels, Duration lasts) {
        this.labels = labels;
        this.lasts = lasts;
    }

    String of(Message message) {
        Instant ends = switch (message.kind()) {
            case TRIGGER, ACKNOWLEDGE -> message.at().plus(lasts);
            case RESOLVE -> message.at();
            case TEST -> message.at().plus(LENGTH_OF_A_TEST);
        };
        List<Object> alerts = new ArrayList<>();
        alerts.add(alert(message, message.severity(), ends));
        if (message.kind() != Message.Kind.TEST) {
            for (Severity other : Severity.values()) {
                if (other != message.severity()) {
                    alerts.add(alert(message, other, message.at()));
                }
            }
        }
        return JsonText.of(alerts);
    }

    private Map<String, Object> alert(Message message, Severity severity, Instant ends) {
        Map<String, Object> identity = new LinkedHashMap<>(labels);
        message.labels().forEach((name, text) -> identity.put(labelName(name), text));
        identity.put("alertname", "Outlay" + camel(message.rule()));
        identity.put("alert", message.alert());
        identity.put("severity", severity.word());
        Map<String, Object> annotations = new LinkedHashMap<>();
        annotations.put("summary", message.title());
        annotations.put("description", message.sentence());
        message.evidence().forEach((name, text) -> annotations.put(labelName(name), text));
        if (message.kind() == Message.Kind.ACKNOWLEDGE) {
            annotations.put("acknowledged", message.at().toString());
        }
        if (!message.grouped().isEmpty()) {
            annotations.put(
                    "grouped",
                    String.join(
                            "; ",
                            message.grouped().stream()
                                    .map(Message.Grouped::title)
                                    .toList()));
        }
        Map<String, Object> alert = new LinkedHashMap<>();
        alert.put("labels", identity);
        alert.put("annotations", annotations);
        alert.put("startsAt", message.started().toString());
        alert.put("endsAt", (ends.isBefore(message.started()) ? message.started() : ends).toString());
        if (!message.links().isEmpty()) {
            alert.put("generatorURL", message.links().getFirst().address());
        }
        return alert;
    }

    /// A name as Prometheus takes it: `cost-center` is `cost_center`.
    private static String labelName(String name) {
        String plain = name.replaceAll("[^a-zA-Z0-9_]", "_");
        return Character.isDigit(plain.charAt(0)) ? "_" + plain : plain;
    }

    /// `budget-threshold` is `BudgetThreshold`.
    private static String camel(String rule) {
        StringBuilder camel = new StringBuilder();
        for (String word : rule.split("[^a-zA-Z0-9]+", -1)) {
            if (!word.isEmpty()) {
                camel.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
            }
        }
        return camel.toString();
    }
}
