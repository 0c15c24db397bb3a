package dev.outlay.server.access;

import dev.outlay.Alerting;
import dev.outlay.Outlay;
import dev.outlay.connect.Connectors;
import dev.outlay.report.Parameters;
import dev.outlay.server.problem.Problem;
import dev.outlay.server.problem.ProblemException;
import dev.outlay.server.settings.ServerSettings;
import dev.outlay.units.CallersMistake;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Whoever asks: the only way in which resources, tools and streams reach the product, so that none of them can
/// forget what a visitor may see.
///
/// It lives as long as the request. To be used by the thread of the request; what [#outlay] gives may be kept.
@RequestScoped
public class Visitor {

    private static final String BY = "by";

    private final Outlay whole;
    private final ServerSettings settings;
    private final SecurityIdentity identity;

    Visitor(Outlay whole, ServerSettings settings, SecurityIdentity identity) {
        this.whole = whole;
        this.settings = settings;
        this.identity = identity;
    }

    /// Whether somebody asks of whom it is known who they are.
    public boolean isKnown() {
        return identity.getAttribute(Bearer.GRANT) != null;
    }

    private Grant grant() {
        Grant grant = identity.getAttribute(Bearer.GRANT);
        if (grant == null) {
            throw new ProblemException(Problem.unknownVisitor("answer"));
        }
        return grant;
    }

    /// The product as this visitor may see it.
    public Outlay outlay() {
        Set<String> teams = grant().teams();
        return teams == null ? whole : whole.seenBy(teams);
    }

    /// What this visitor may do to the alerts that it sees.
    public Alerting alerting() {
        return Connectors.alerting(outlay(), settings.home(), System::getenv);
    }

    /// Who it is, for the audit and for the history where a request does not say by whom it is.
    public String name() {
        return grant().name();
    }

    /// What was asked for, signed by this visitor: `by` is who it is. The person at this machine may sign for
    /// somebody, as on the command line; nobody else may. Throws [CallersMistake] where they try.
    public Parameters signed(Parameters given) {
        if (grant().equals(Grant.LOCAL)) {
            return given;
        }
        String by = given.text(BY).orElse(name());
        if (!by.equals(name())) {
            throw new CallersMistake("by is '" + by + "', and you are '" + name() + "': leave it out, or ask with the"
                    + " token of '" + by + "'");
        }
        Map<String, List<String>> all = new LinkedHashMap<>(given.values());
        all.put(BY, List.of(by));
        return new Parameters(all);
    }

    public Role role() {
        return grant().role();
    }

    /// Whether it sees the rows of every team, and what belongs to none.
    public boolean seesAll() {
        return grant().teams() == null;
    }

    /// The teams whose rows it sees; empty where it sees all.
    public Set<String> teams() {
        Set<String> teams = grant().teams();
        return teams == null ? Set.of() : teams;
    }

    /// Lets whoever has a role pass. Throws the problem 403 for everybody else.
    public void needs(Role role) {
        if (!role().includes(role)) {
            throw new ProblemException(Problem.notAllowed(name(), role().text(), role.text()));
        }
    }

    /// Lets whoever may send a request of this method and path pass, see [Rights]. Throws the problem 403 for
    /// everybody else. For surfaces other than REST whose actions do the same.
    public void needs(String method, String path) {
        Right right = Rights.of(method, path);
        if (!right.isPublic()) {
            needs(right.needed());
        }
        if (right.allTeams()) {
            needsAllTeams(method + " " + path);
        }
    }

    /// Lets whoever sees all teams pass. Throws the problem 403 for everybody else; `what` is what is asked for.
    public void needsAllTeams(String what) {
        if (!seesAll()) {
            throw new ProblemException(Problem.notWhole(name(), teams(), what));
        }
    }
}
