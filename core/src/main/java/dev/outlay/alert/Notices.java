package dev.outlay.alert;

import dev.outlay.alert.AlertState.Occasion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Decides what channels are told now, of all that is worth telling and was not told yet.
///
/// What began together is told in one message, which is the first of a conversation: news of its alerts follow
/// in it, and it ends when the last of them is over. Each occasion is told to each channel once at most; one that
/// is over before its time came is not told at all.
final class Notices {

    private static final Comparator<AlertState> WORST_FIRST = Comparator.comparing(AlertState::severity)
            .reversed()
            .thenComparing(AlertState::fired)
            .thenComparing(AlertState::id);

    private final Pass pass;

    Notices(Pass pass) {
        this.pass = pass;
    }

    void tell() {
        for (AlertBook.Conversation conversation : pass.book().openConversations()) {
            goOn(conversation);
        }
        TreeSet<String> channels = new TreeSet<>();
        for (AlertState state : pass.book().alerts()) {
            pass.policy().channels().stream()
                    .filter(channel -> isNews(state, channel))
                    .forEach(channels::add);
        }
        channels.forEach(this::begin);
    }

    private boolean isNews(AlertState state, String channel) {
        return state.status() == Alert.Status.FIRING
                && state.conversation(channel) == null
                && !state.untold(channel).isEmpty();
    }

    /// What is new about alerts that a channel knows.
    private void goOn(AlertBook.Conversation conversation) {
        String channel = conversation.channel();
        List<AlertState> members = conversation.alerts().stream()
                .map(pass.book()::alert)
                .sorted(WORST_FIRST)
                .toList();
        if (!pass.policy().channels().contains(channel)) {
            // a channel that is not set up any more hears nothing; should it come back, it hears the end
            return;
        }
        List<AlertState> active = members.stream().filter(AlertState::isActive).toList();
        if (active.isEmpty()) {
            Severity worst = members.stream()
                    .map(AlertState::worst)
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
            if (!isQuiet(channel, worst)) {
                write(conversation, Wording.resolved(conversation.opening(), members, pass.now()), members, channel);
            }
            return;
        }
        List<AlertState> news = active.stream()
                .filter(state -> state.status() == Alert.Status.FIRING)
                .filter(state -> !state.untold(channel).isEmpty())
                .filter(state -> !pass.isSilenced(state) && !isQuiet(channel, state.severity()))
                .toList();
        if (!news.isEmpty()) {
            write(conversation, Wording.worse(conversation.opening(), news, channel, pass.now()), news, channel);
            return;
        }
        boolean taken = active.stream().allMatch(state -> state.status() == Alert.Status.ACKNOWLEDGED);
        if (taken && !conversation.isAcknowledged()) {
            write(conversation, Wording.acknowledged(conversation.opening(), active, pass.now()), List.of(), channel);
        }
    }

    private void write(AlertBook.Conversation conversation, Wording wording, List<AlertState> covered, String channel) {
        Message message = wording.message(
                AlertEvents.message(pass.book().next()), conversation.opening().alert());
        write(message, covered, channel, null);
    }

    /// What a channel does not know of yet.
    private void begin(String channel) {
        Map<String, List<AlertState>> groups = new TreeMap<>();
        for (AlertState state : pass.book().alerts()) {
            if (isNews(state, channel) && !pass.isSilenced(state) && !isQuiet(channel, state.severity())) {
                groups.computeIfAbsent(group(state), _ -> new ArrayList<>()).add(state);
            }
        }
        groups.forEach((group, states) -> {
            Instant before = pass.book().opened(channel, group);
            boolean waits = before != null
                    && pass.now().isBefore(before.plus(pass.policy().pace().window()))
                    && states.stream().noneMatch(state -> isUrgent(state, channel));
            if (!waits) {
                List<AlertState> ordered = new ArrayList<>(states);
                ordered.sort(WORST_FIRST);
                Wording wording = Wording.began(ordered, pass.now());
                write(
                        wording.message(
                                AlertEvents.message(pass.book().next()),
                                ordered.getFirst().id()),
                        ordered,
                        channel,
                        group);
            }
        });
    }

    // what is critical, and what nobody took on in time, waits for no other message
    private static boolean isUrgent(AlertState state, String channel) {
        return state.severity() == Severity.CRITICAL
                || state.untold(channel).stream().map(Occasion::verb).anyMatch(AlertEvents.ESCALATED::equals);
    }

    private boolean isQuiet(String channel, Severity severity) {
        return pass.policy().quiet().stream().anyMatch(hours -> hours.holds(channel, severity, pass.now()));
    }

    private String group(AlertState state) {
        return pass.policy().pace().together().stream()
                .map(label -> switch (label) {
                    case "rule" -> state.watch();
                    case "severity" -> state.severity().word();
                    default -> state.finding().labels().getOrDefault(label, "");
                })
                .collect(Collectors.joining("\n"));
    }

    private void write(Message message, List<AlertState> covered, String channel, @Nullable String group) {
        int told = pass.book().next() - 1;
        Map<String, String> details = new LinkedHashMap<>(MessageTexts.of(message));
        details.putAll(new Details()
                .put(AlertEvents.CHANNEL, channel)
                .put(AlertEvents.GROUP, group)
                .put(
                        AlertEvents.COVERS,
                        covered.stream().map(state -> state.id() + "#" + told).toList())
                .texts());
        pass.write(message.alert(), AlertEvents.NOTIFIED, null, details);
    }
}
