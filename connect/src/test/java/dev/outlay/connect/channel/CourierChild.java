package dev.outlay.connect.channel;

import dev.outlay.alert.Dispatch;
import dev.outlay.alert.Outbox;
import dev.outlay.connect.Ledgers;
import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.SourceException;
import dev.outlay.units.Span;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// A process that delivers what waits in the ledger of a folder to two addresses, and ends when nothing waits.
final class CourierChild {

    static final String SECRET = "0example0example0example0example";

    private CourierChild() {}

    static Process start(Path folder, String signed, String unsigned) throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CourierChild.class.getName(),
                        folder.toString(),
                        signed,
                        unsigned))
                .redirectErrorStream(true)
                .start();
    }

    public static void main(String... arguments) throws Exception {
        Channels channels = SetUp.channels("""
                channels:
                  hook: {kind: webhook, url: %s, secret: env:SECRET}
                  chat: {kind: slack, url: env:URL}
                """.formatted(arguments[1]), Map.of("SECRET", SECRET, "URL", arguments[2]));
        try (Ledger ledger = Ledgers.in(Path.of(arguments[0]))) {
            var office = new PostOffice(() -> ledger, () -> channels, InstantSource.system());
            System.out.println("open");
            while (Outbox.dispatches(ledger, Span.EVER).stream()
                    .map(Dispatch::status)
                    .anyMatch(Dispatch.Status::isOpen)) {
                Thread other = Thread.ofPlatform().start(() -> work(office, "chat"));
                work(office, "hook");
                other.join();
            }
            System.out.println("done");
        }
    }

    private static void work(PostOffice office, String channel) {
        try {
            office.work(channel);
        } catch (SourceException e) {
            throw new IllegalStateException(e);
        }
    }
}
