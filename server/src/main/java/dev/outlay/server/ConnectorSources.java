package dev.outlay.server;

import dev.outlay.connect.Connectors;
import dev.outlay.ledger.Source;
import dev.outlay.server.rest.FileSources;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// The files of the product: those that [Connectors] lists.
record ConnectorSources(InstantSource clock) implements FileSources {

    @Override
    public List<String> kinds() {
        return Connectors.FILES.stream().map(Connectors.FileKind::name).toList();
    }

    @Override
    public Source open(String kind, Path file, @Nullable String currency, LongConsumer readFacts) {
        return Connectors.source(kind, file, clock, (_, _, records) -> readFacts.accept(records), currency);
    }
}
