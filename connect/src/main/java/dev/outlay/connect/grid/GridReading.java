package dev.outlay.connect.grid;

import dev.outlay.connect.feed.FeedRow;
import dev.outlay.connect.file.WrongField;
import dev.outlay.connect.http.Answer;
import dev.outlay.connect.http.Call;
import dev.outlay.connect.http.HttpFailure;
import dev.outlay.connect.json.Json;
import dev.outlay.connect.json.JsonDocument;
import dev.outlay.ledger.Fact;
import dev.outlay.ledger.GridIntensity;
import dev.outlay.ledger.Reading;
import dev.outlay.ledger.SourceException;
import dev.outlay.units.CallersMistake;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads zone after zone; what one of them lacks is said and stops no other. Read once, not thread-safe.
public final class GridReading implements Reading {

    private final String title;
    private final List<String> zones;
    private final GridAccess access;
    private final Zone reader;

    /// Asks for one zone, in as many calls as it takes.
    public interface Zone {

        /// Hands over the facts of a zone. Throws [HttpFailure] where it cannot be asked, and [WrongField] where an
        /// answer has another form than it should.
        void read(String zone, Consumer<Fact> consumer) throws IOException, WrongField;
    }

    /// Makes a fact of one row of an answer.
    public interface Row {

        /// The figure that a row states; null where it states none and need not, as for hours to come.
        @Nullable
        GridIntensity read(FeedRow row) throws WrongField;
    }

    public GridReading(String title, List<String> zones, GridAccess access, Zone reader) {
        this.title = title;
        this.zones = List.copyOf(zones);
        this.access = access;
        this.reader = reader;
    }

    @Override
    public void forEach(Consumer<Fact> consumer) throws SourceException {
        SourceException last = null;
        int read = 0;
        for (String zone : zones) {
            access.tell(title + ": " + zone);
            try {
                reader.read(zone, consumer);
                read++;
            } catch (HttpFailure failure) {
                last = failure.asSourceFailure();
                access.missing(zone + ": " + failure.getMessage());
            } catch (WrongField wrong) {
                last = SourceException.outsideFailed(title + " answered for " + zone + ": " + wrong.reason(), wrong);
                access.missing(zone + ": " + wrong.reason());
            } catch (IOException e) {
                throw SourceException.outsideFailed(title + " could not be read: " + e.getMessage(), e);
            }
        }
        if (read == 0 && last != null) {
            throw last;
        }
    }

    /// The object that an answer is. Throws [HttpFailure] where it is none.
    public static FeedRow send(GridAccess access, Call call) throws IOException {
        try (Answer answer = access.http().send(call)) {
            Json value = body(answer);
            if (!(value instanceof Json.Fields fields)) {
                throw HttpFailure.brokenBody(answer, "is no object: the feed may have changed its form");
            }
            answer.accept();
            return new FeedRow(fields);
        }
    }

    /// The facts of a list of rows, and refusals of those that were not understood. Throws [WrongField] where there
    /// is no list.
    public static void rows(FeedRow answer, String list, GridPage page, Row row, Consumer<Fact> consumer)
            throws WrongField {
        List<Json> values = answer.list(list);
        for (int i = 0; i < values.size(); i++) {
            try {
                GridIntensity intensity = row.read(FeedRow.of(values.get(i)));
                if (intensity != null) {
                    consumer.accept(intensity);
                }
            } catch (WrongField wrong) {
                consumer.accept(page.refusal(list + "[" + i + "]", wrong));
            }
        }
    }

    /// Where a feed is asked: the variable `OUTLAY_FEED_<NAME>_URL` where it is set, else the usual address. Throws
    /// [CallersMistake] on a value that is no address.
    public static String address(GridAccess access, String feed, String usual) {
        String variable = "OUTLAY_FEED_" + feed.toUpperCase(Locale.ROOT).replace('-', '_') + "_URL";
        String said = access.variable(variable);
        if (said == null) {
            return usual;
        }
        if (!said.matches("https?://[^\\s/?#]+(/[^\\s?#]*)?")) {
            throw new CallersMistake(
                    variable + " is no address: " + said + "; write https://host or https://host/path");
        }
        return said.replaceFirst("/+$", "");
    }

    /// The value of a variable that a feed needs. Throws [CallersMistake] where it is not set.
    public static String needed(GridAccess access, String title, String variable) {
        String value = access.variable(variable);
        if (value == null) {
            throw new CallersMistake(title + " asks for credentials: set " + variable + " in the environment");
        }
        return value;
    }

    private static Json body(Answer answer) throws IOException {
        try (JsonDocument document = new JsonDocument(answer.body())) {
            document.next();
            return document.value();
        } catch (HttpFailure failure) {
            throw failure;
        } catch (IOException e) {
            throw HttpFailure.brokenBody(answer, "is no JSON (" + e.getMessage() + ")");
        }
    }
}
