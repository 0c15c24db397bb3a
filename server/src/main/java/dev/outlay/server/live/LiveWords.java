package dev.outlay.server.live;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.outlay.allocation.RunHistory;
import dev.outlay.ledger.Event;
import dev.outlay.ledger.Run;
import dev.outlay.ledger.Totals;
import dev.outlay.units.Span;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Facts as the JSON objects that streams tell. Decimals are strings, so that no reader rounds them.
final class LiveWords {

    private static final JsonFactory JSON = new JsonFactory();

    private LiveWords() {}

    private interface Content {
        void write(JsonGenerator json) throws IOException;
    }

    static String of(Run run) {
        return object(json -> {
            json.writeStringField("run", run.run());
            json.writeStringField("attempt", Integer.toString(run.attempt()));
            json.writeStringField("status", run.status().text());
            json.writeStringField("at", run.at().toString());
            json.writeStringField("start", RunHistory.start(run).toString());
            json.writeStringField(
                    "end", RunHistory.end(run).map(Object::toString).orElse(null));
            json.writeStringField("team", run.owner().team());
            json.writeStringField("project", run.owner().project());
            json.writeStringField("model", run.model());
            json.writeObjectFieldStart("metrics");
            for (Map.Entry<String, BigDecimal> metric : new TreeMap<>(run.metrics()).entrySet()) {
                json.writeStringField(metric.getKey(), metric.getValue().toPlainString());
            }
            json.writeEndObject();
        });
    }

    static String of(Event event) {
        return object(json -> {
            json.writeStringField("topic", event.topic());
            json.writeStringField("subject", event.subject());
            json.writeStringField("verb", event.verb());
            json.writeStringField("actor", event.actor());
            json.writeStringField("at", event.at().toString());
            json.writeObjectFieldStart("details");
            for (Map.Entry<String, String> detail : new TreeMap<>(event.details()).entrySet()) {
                json.writeStringField(detail.getKey(), detail.getValue());
            }
            json.writeEndObject();
        });
    }

    /// Charges that came: how many, how many of them without a price, the days they lie in, the cost of each team.
    static String spend(List<Totals.Row> teams, Span days) {
        return object(json -> {
            json.writeStringField(
                    "charges",
                    Long.toString(teams.stream().mapToLong(Totals.Row::charges).sum()));
            json.writeStringField(
                    "unpriced",
                    Long.toString(teams.stream().mapToLong(Totals.Row::unpriced).sum()));
            json.writeStringField("from", days.from().toString());
            json.writeStringField("to", days.to().toString());
            json.writeArrayFieldStart("teams");
            for (Totals.Row row : teams) {
                BigDecimal cost = row.measures().getFirst();
                json.writeStartObject();
                json.writeStringField("team", row.dimensions().getFirst());
                json.writeStringField("currency", row.currency());
                json.writeStringField("effective", cost == null ? null : cost.toPlainString());
                json.writeStringField("charges", Long.toString(row.charges()));
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    /// Something that passes, from its fields in order.
    static String passing(Map<String, @Nullable String> fields) {
        return object(json -> {
            for (Map.Entry<String, @Nullable String> field : fields.entrySet()) {
                json.writeStringField(field.getKey(), field.getValue());
            }
        });
    }

    private static String object(Content content) {
        var text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            content.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return text.toString();
    }
}
