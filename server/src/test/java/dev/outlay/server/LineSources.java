package dev.outlay.server;

import dev.outlay.ledger.CapacityType;
import dev.outlay.ledger.Fact;
import dev.outlay.ledger.Origin;
import dev.outlay.ledger.Price;
import dev.outlay.ledger.Reading;
import dev.outlay.ledger.Refusal;
import dev.outlay.ledger.Source;
import dev.outlay.ledger.SourceException;
import dev.outlay.server.rest.FileSources;
import dev.outlay.units.PricingUnit;
import dev.outlay.units.Span;
import dev.outlay.units.UnitPrice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// Files with a line `gpu price` for each price, such as `T4 0.35`; the kinds `broken` and `outside` fail.
public final class LineSources implements FileSources {

    @Override
    public List<String> kinds() {
        return List.of("prices", "broken", "outside");
    }

    @Override
    public Source open(String kind, Path file, @Nullable String currency, LongConsumer readFacts)
            throws SourceException {
        if (kind.equals("broken")) {
            throw new IllegalStateException("a secret of the inside");
        }
        if (kind.equals("outside")) {
            throw SourceException.outsideFailed("the feed does not answer: try again", new IOException("no route"));
        }
        return new Source() {
            @Override
            public String name() {
                return "lines";
            }

            @Override
            public Reading read(Span span) throws SourceException {
                List<String> lines = lines(file);
                return consumer -> {
                    long number = 0;
                    for (String line : lines) {
                        consumer.accept(fact(file.getFileName().toString(), ++number, line));
                        readFacts.accept(number);
                    }
                };
            }
        };
    }

    private static List<String> lines(Path file) throws SourceException {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw SourceException.callersMistake("cannot read " + file.getFileName() + ": it is no text");
        }
    }

    private static Fact fact(String document, long line, String text) {
        Origin origin = new Origin("lines/" + text, document, line);
        String[] words = text.split(" ", -1);
        if (words.length != 2) {
            return new Refusal(origin, Instant.EPOCH, null, text, "a GPU and a price are expected");
        }
        return new Price(
                origin,
                Instant.EPOCH,
                "gcp",
                words[0],
                null,
                null,
                CapacityType.ON_DEMAND,
                UnitPrice.of("USD", words[1], PricingUnit.GPU_HOUR),
                "negotiated",
                "a test");
    }
}
