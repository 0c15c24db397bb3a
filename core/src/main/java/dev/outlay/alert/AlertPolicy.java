package dev.outlay.alert;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// What is watched and who is told: all that somebody states about alerts.
///
/// `channels` are the names of those that are set up; routes, watches, escalation and quiet hours name no others.
/// Throws [IllegalArgumentException] on one that they do, and on two watches of one name. Immutable and
/// thread-safe.
public record AlertPolicy(
        List<Watch> watches,
        List<String> channels,
        List<Route> routes,
        List<QuietHours> quiet,
        Escalation escalation,
        Pace pace) {

    /// What holds where nobody states anything: every rule as it is, and nobody is told.
    public static final AlertPolicy STANDARD = new AlertPolicy(
            Rules.ALL.stream().map(Watch::of).toList(), List.of(), List.of(), List.of(), Escalation.NONE, Pace.USUAL);

    public AlertPolicy {
        watches = List.copyOf(watches);
        channels = List.copyOf(channels);
        routes = List.copyOf(routes);
        quiet = List.copyOf(quiet);
        Objects.requireNonNull(escalation, "escalation");
        Objects.requireNonNull(pace, "pace");
        Set<String> names = new HashSet<>();
        for (Watch watch : watches) {
            if (!names.add(watch.name())) {
                throw new IllegalArgumentException("two rules are called " + watch.name() + ": give one another name");
            }
            refuseUnknown(channels, watch.to());
        }
        for (Route route : routes) {
            refuseUnknown(channels, route.to());
        }
        for (QuietHours hours : quiet) {
            refuseUnknown(channels, hours.channels());
        }
        for (Escalation.Step step : escalation.steps()) {
            refuseUnknown(channels, step.to());
        }
    }

    /// The watch of a name; empty where it is off.
    Optional<Watch> watch(String name) {
        return watches.stream().filter(watch -> watch.name().equals(name)).findFirst();
    }

    /// The channels that hear of a finding, each once: those its watch names, else those that routes lead to; and
    /// those that the finding itself names, as far as they are set up.
    List<String> to(Watch watch, Finding finding, Severity severity) {
        Set<String> to = new LinkedHashSet<>(watch.to());
        if (to.isEmpty()) {
            for (Route route : routes) {
                if (route.takes(watch, severity, finding.labels())) {
                    to.addAll(route.to());
                    if (!route.more()) {
                        break;
                    }
                }
            }
        }
        finding.to().stream().filter(channels::contains).forEach(to::add);
        return new ArrayList<>(to);
    }

    private static void refuseUnknown(List<String> channels, Iterable<String> named) {
        for (String channel : named) {
            if (!channels.contains(channel)) {
                throw new IllegalArgumentException("no channel is called " + channel + ": "
                        + (channels.isEmpty() ? "none is set up" : "there are " + String.join(", ", channels)));
            }
        }
    }
}
