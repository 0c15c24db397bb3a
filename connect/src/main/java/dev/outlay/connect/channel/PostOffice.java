package dev.outlay.connect.channel;

import dev.outlay.alert.Courier;
import dev.outlay.alert.Courier.Worked;
import dev.outlay.alert.Dispatch;
import dev.outlay.alert.Line;
import dev.outlay.alert.Message;
import dev.outlay.alert.Outbox;
import dev.outlay.alert.Outcome;
import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.SourceException;
import dev.outlay.report.Column;
import dev.outlay.report.Table;
import dev.outlay.units.CallersMistake;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Delivers what waits in the outbox of a ledger through the channels that somebody set up. One serves a process.
///
/// The ledger is opened when it is first needed; the channels are asked for each time, and may change. Every method
/// throws [CallersMistake] where the file of channels cannot be understood. Thread-safe.
public final class PostOffice {

    /// The heading of the answer to a test that says whether the message was delivered: `true` or `false`.
    public static final String DELIVERED = "delivered";

    private final Supplier<Ledger> ledgers;
    private final Supplier<Channels> channels;
    private final InstantSource clock;
    private @Nullable Courier courier;
    private @Nullable Outbox outbox;

    public PostOffice(Supplier<Ledger> ledgers, Supplier<Channels> channels, InstantSource clock) {
        this.ledgers = ledgers;
        this.channels = channels;
        this.clock = clock;
    }

    /// The names of the channels that are set up.
    public Set<String> names() {
        return channels.get().names();
    }

    /// The channels that are set up, and how each is used.
    public Table list() {
        List<List<@Nullable String>> rows = new ArrayList<>();
        channels.get()
                .lines()
                .forEach((name, line) -> rows.add(List.of(
                        name,
                        line.channel().kind(),
                        Integer.toString(line.patience().attempts()),
                        line.resendsUnsure() ? "resend" : "hold")));
        return Table.of(
                "channels",
                Map.of(),
                List.of(
                        Column.text("channel"),
                        Column.text("kind"),
                        Column.decimal("attempts", null),
                        Column.text("when_unsure")),
                rows,
                rows.isEmpty()
                        ? List.of("no channel is set up: write one into alerts.yaml, see docs/how-to/alert-channels.md")
                        : List.of());
    }

    /// Tries a channel with a message that says it is a test, once, and tells exactly what happened. Throws
    /// [SourceException] where the ledger fails.
    public Table test(String channel, String by) throws SourceException {
        Line line = channels.get().named(channel);
        Message message = Message.test(
                channel, by, clock.instant(), UUID.randomUUID().toString().substring(0, 8));
        Outcome outcome = courier().test(line, message);
        Map<String, @Nullable String> heading = new LinkedHashMap<>();
        heading.put("channel", channel);
        heading.put("kind", line.channel().kind());
        heading.put(DELIVERED, Boolean.toString(outcome instanceof Outcome.Delivered));
        heading.put(
                "outcome",
                switch (outcome) {
                    case Outcome.Delivered _ -> "delivered";
                    case Outcome.Refused _ -> "refused";
                    case Outcome.TryLater _ -> "not taken";
                    case Outcome.Unsure _ -> "unknown";
                });
        heading.put("said", outcome.sentence());
        heading.put("message", message.id());
        return Table.of("channel-test", heading, List.of(), List.of(), List.of());
    }

    /// Has a delivery that is dead or unknown tried again, and tries it now. Throws [CallersMistake] where there is
    /// none of this id, it needs no second try, or its channel is not set up.
    public Table retry(String id, String by) throws SourceException {
        if (id.indexOf('@') < 0) {
            throw new CallersMistake("no delivery is called " + id + ": outlay alert deliveries lists them");
        }
        // so that it is not given up again at once
        Line line = channels.get().named(id.substring(id.lastIndexOf('@') + 1));
        Courier working = courier();
        outbox().retry(id, clock.instant(), by);
        working.work(line);
        Dispatch now = outbox().dispatch(id);
        Map<String, @Nullable String> heading = new LinkedHashMap<>();
        heading.put("id", id);
        heading.put("status", now.status().word());
        heading.put("attempts", Integer.toString(now.attempts()));
        heading.put("said", now.sentence());
        return Table.of("delivery", heading, List.of(), List.of(), List.of());
    }

    /// Gives up what waits for channels that are not there any more, and names those for which messages wait.
    public Set<String> awaited() throws SourceException {
        Set<String> names = names();
        Courier working = courier();
        working.giveUpStrays(names);
        return outbox().awaited();
    }

    /// Sends what is due on one channel; nothing where it is not set up.
    public Worked work(String channel) throws SourceException {
        Line line = channels.get().lines().get(channel);
        return line == null ? Worked.NOTHING : courier().work(line);
    }

    /// Sends what is due on every channel, one after the other, and leaves for later what is not taken.
    public Worked drain() throws SourceException {
        Worked worked = Worked.NOTHING;
        for (String channel : awaited()) {
            worked = worked.plus(work(channel));
        }
        return worked;
    }

    private synchronized Courier courier() {
        if (courier == null) {
            courier = new Courier(outbox(), clock, RandomGenerator.getDefault());
        }
        return courier;
    }

    private synchronized Outbox outbox() {
        if (outbox == null) {
            outbox = new Outbox(ledgers.get());
        }
        return outbox;
    }
}
