package dev.outlay.connect.opencost;

import com.fasterxml.jackson.core.JacksonException;
import dev.outlay.connect.file.ContentKey;
import dev.outlay.connect.file.WrongField;
import dev.outlay.connect.json.Json;
import dev.outlay.connect.json.JsonDocument;
import dev.outlay.connect.tabular.Progress;
import dev.outlay.connect.tabular.TextFile;
import dev.outlay.ledger.Fact;
import dev.outlay.ledger.Origin;
import dev.outlay.ledger.Reading;
import dev.outlay.ledger.Refusal;
import dev.outlay.ledger.Source;
import dev.outlay.ledger.SourceException;
import dev.outlay.units.Money;
import dev.outlay.units.Span;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// An answer of OpenCost's allocation API in a file: JSON, also compressed with gzip, read in bounded memory.
///
/// OpenCost states no currency, so the caller must. `docs/reference/opencost.md` says what becomes of each field.
public final class OpenCostFile {

    private static final String SUCCESS = "200";

    private OpenCostFile() {}

    /// The allocations in a file, as a source of metered charges whose ids start with `opencost/`.
    public static Source source(Path file, InstantSource clock, Progress progress, @Nullable String currency) {
        return new Allocations(new TextFile(file, progress), clock, currency);
    }

    private record Allocations(
            TextFile file, InstantSource clock, @Nullable String currency) implements Source {

        @Override
        public String name() {
            return "opencost";
        }

        @Override
        public Reading read(Span span) throws SourceException {
            if (currency == null) {
                throw SourceException.callersMistake(file.document()
                        + " cannot be read without a currency, which OpenCost does not state: add the one of its"
                        + " pricing, such as --currency USD.");
            }
            try {
                Money.zero(currency);
            } catch (IllegalArgumentException e) {
                throw SourceException.callersMistake(e.getMessage() + ".");
            }
            var opened = new Opened(file, clock.instant(), currency);
            opened.check();
            return opened;
        }
    }

    private record Opened(TextFile file, Instant readAt, String currency) implements Reading {

        /// Looks for the allocations, to say early that there are none.
        void check() throws SourceException {
            boolean[] found = {false};
            walk((json, kind) -> {
                found[0] = true;
                throw new Found();
            });
            if (!found[0]) {
                throw notOpenCost();
            }
        }

        @Override
        public void forEach(Consumer<Fact> consumer) throws SourceException {
            walk((json, kind) -> data(json, kind, consumer));
        }

        private void walk(Data taker) throws SourceException {
            try (InputStream in = new BufferedInputStream(file.open());
                    var json = new JsonDocument(in)) {
                switch (json.next()) {
                    case ARRAY -> taker.at(json, JsonDocument.Kind.ARRAY);
                    case OBJECT -> answer(json, taker);
                    case SCALAR, END -> throw notOpenCost();
                }
            } catch (Found e) {
                // that is all a check wants to know
            } catch (Failed e) {
                throw SourceException.callersMistake(
                        file.document() + " holds no allocations but a failure of OpenCost: " + e.getMessage() + ".");
            } catch (JacksonException e) {
                throw SourceException.callersMistake(file.document() + " is no JSON from line "
                        + e.getLocation().getLineNr() + " on: " + e.getOriginalMessage()
                        + ". What stood before it is taken.");
            } catch (IOException e) {
                throw file.broken(e);
            }
        }

        private static void answer(JsonDocument json, Data taker) throws IOException {
            boolean[] failed = {false};
            json.fields((name, kind) -> {
                boolean holdsMore = kind == JsonDocument.Kind.ARRAY || kind == JsonDocument.Kind.OBJECT;
                if (name.equals("data") && holdsMore) {
                    taker.at(json, kind);
                } else if (name.equals("code")) {
                    failed[0] = !SUCCESS.equals(json.value().scalar());
                } else if (name.equals("message") && failed[0]) {
                    throw new Failed(String.valueOf(json.value().scalar()));
                } else {
                    json.skip();
                }
            });
            if (failed[0]) {
                throw new Failed("its code is not 200");
            }
        }

        /// Sets of allocations, one for each window; or one set alone.
        private void data(JsonDocument json, JsonDocument.Kind kind, Consumer<Fact> consumer) throws IOException {
            if (kind == JsonDocument.Kind.OBJECT) {
                set(json, consumer);
                return;
            }
            json.elements(element -> {
                if (element == JsonDocument.Kind.OBJECT) {
                    set(json, consumer);
                    return;
                }
                Json other = json.value();
                // a window without any allocation is null
                if (!(other instanceof Json.Nothing)) {
                    refuse(
                            new WrongField("data", other.text(), "a set of allocations is an object"),
                            json.line(),
                            consumer);
                }
            });
        }

        private void set(JsonDocument json, Consumer<Fact> consumer) throws IOException {
            json.fields((name, kind) -> {
                long line = json.line();
                Json value = json.value();
                try {
                    if (!(value instanceof Json.Fields fields)) {
                        throw new WrongField(name, value.text(), "an allocation is an object");
                    }
                    new Allocation(name, fields, file.document(), currency)
                            .charges()
                            .forEach(consumer);
                } catch (WrongField e) {
                    refuse(e, line, consumer);
                }
            });
        }

        private void refuse(WrongField wrong, long line, Consumer<Fact> consumer) {
            String key = ContentKey.of(line + "\n" + wrong.column() + "\n" + wrong.value() + "\n" + wrong.reason());
            consumer.accept(new Refusal(
                    new Origin("refused/opencost/" + key, file.document(), line),
                    readAt,
                    wrong.column(),
                    wrong.value(),
                    wrong.reason()));
        }

        private SourceException notOpenCost() {
            return SourceException.callersMistake(file.document()
                    + " is no answer of OpenCost's allocation API: it has no data of allocations. The form is described"
                    + " in docs/reference/opencost.md.");
        }
    }

    private interface Data {
        void at(JsonDocument json, JsonDocument.Kind kind) throws IOException;
    }

    private static final class Found extends IOException {
        private static final long serialVersionUID = 1;
    }

    private static final class Failed extends IOException {
        private static final long serialVersionUID = 1;

        Failed(String message) {
            super(message);
        }
    }
}
