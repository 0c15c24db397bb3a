package dev.outlay.server.access;

import dev.outlay.Alerting;
import dev.outlay.Outlay;
import dev.outlay.server.problem.Problem;
import dev.outlay.server.problem.ProblemException;
import jakarta.enterprise.context.RequestScoped;
import java.util.Set;

/// Whoever asks: the only way in which resources, tools and streams reach the product, so that none of them can
/// forget what a visitor may see.
///
/// It lives as long as the request. To be used by the thread of the request; what [#outlay] gives may be kept.
@RequestScoped
public class Visitor {

    private final Outlay whole;
    private final Alerting alerts;
    private final Grant grant = Grant.LOCAL;

    Visitor(Outlay whole, Alerting alerts) {
        this.whole = whole;
        this.alerts = alerts;
    }

    /// The product as this visitor may see it.
    public Outlay outlay() {
        return whole;
    }

    /// What this visitor may do to the alerts that it sees.
    public Alerting alerting() {
        return alerts;
    }

    /// Who it is, for the audit and for the history where a request does not say by whom it is.
    public String name() {
        return grant.name();
    }

    public Role role() {
        return grant.role();
    }

    /// Whether it sees the rows of every team, and what belongs to none.
    public boolean seesAll() {
        return grant.teams() == null;
    }

    /// The teams whose rows it sees; empty where it sees all.
    public Set<String> teams() {
        Set<String> teams = grant.teams();
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
