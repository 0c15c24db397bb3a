package dev.outlay.connect.email;

import dev.outlay.alert.Message;
import java.util.Locale;
import java.util.Map;

/// The words of a mail: its subject, and its text as plain lines and as HTML.
final class MailText {

    private static final String CELL = "<td style=\"padding:2px 12px 2px 0;vertical-align:top\">";

    private MailText() {}

    static String subject(Message message) {
        String word = switch (message.kind()) {
            case TRIGGER, TEST -> message.severity().word().toUpperCase(Locale.ROOT);
            case ACKNOWLEDGE -> "ACKNOWLEDGED";
            case RESOLVE -> "RESOLVED";
        };
        return "[Outlay] " + word + ": " + message.title();
    }

    static String plain(Message message) {
        StringBuilder text = new StringBuilder();
        text.append(message.title()).append("\n\n").append(message.sentence()).append("\n");
        lines(message.evidence(), text);
        lines(message.labels(), text);
        if (!message.grouped().isEmpty()) {
            text.append("\nAnd ").append(message.grouped().size()).append(" more:\n");
            message.grouped()
                    .forEach(each -> text.append("- ")
                            .append(each.severity().word())
                            .append(": ")
                            .append(each.title())
                            .append("\n"));
        }
        if (!message.links().isEmpty()) {
            text.append("\n");
            message.links()
                    .forEach(link -> text.append(link.text())
                            .append(": ")
                            .append(link.address())
                            .append("\n"));
        }
        return text.append("\n").append(closing(message)).append("\n").toString();
    }

    static String html(Message message) {
        StringBuilder html = new StringBuilder("<!DOCTYPE html><html><body style=\"font-family:sans-serif\">");
        html.append("<h2>").append(escaped(message.title())).append("</h2><p>");
        html.append(escaped(message.sentence())).append("</p>");
        rows(message.evidence(), html);
        rows(message.labels(), html);
        if (!message.grouped().isEmpty()) {
            html.append("<p>And ").append(message.grouped().size()).append(" more:</p><ul>");
            message.grouped()
                    .forEach(each -> html.append("<li>")
                            .append(each.severity().word())
                            .append(": ")
                            .append(escaped(each.title()))
                            .append("</li>"));
            html.append("</ul>");
        }
        message.links()
                .forEach(link -> html.append("<p><a href=\"")
                        .append(escaped(link.address()))
                        .append("\">")
                        .append(escaped(link.text()))
                        .append("</a></p>"));
        return html.append("<p style=\"color:#666\">")
                .append(escaped(closing(message)))
                .append("</p></body></html>")
                .toString();
    }

    private static void lines(Map<String, String> named, StringBuilder text) {
        if (!named.isEmpty()) {
            text.append("\n");
            named.forEach((name, value) ->
                    text.append(name).append(": ").append(value).append("\n"));
        }
    }

    private static void rows(Map<String, String> named, StringBuilder html) {
        if (!named.isEmpty()) {
            html.append("<table>");
            named.forEach((name, value) -> html.append("<tr>")
                    .append(CELL)
                    .append(escaped(name))
                    .append("</td>")
                    .append(CELL)
                    .append(escaped(value))
                    .append("</td></tr>"));
            html.append("</table>");
        }
    }

    private static String closing(Message message) {
        return message.severity().word() + ", rule " + message.rule() + ", since " + message.started() + ", told at "
                + message.at() + ". Alert " + message.alert() + ".";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
