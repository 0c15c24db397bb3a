package dev.outlay.server.access;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a request needs of whoever sends it: a role, null where nobody need say who they are; and whether it is for
/// those only who see all teams. Immutable and thread-safe.
public record Right(@Nullable Role role, boolean allTeams) {

    /// What nobody need say who they are for: the page itself, and whether the server lives.
    static final Right PUBLIC = new Right(null, false);

    /// What a request needs that nobody thought of.
    static final Right UNNAMED = new Right(Role.ADMIN, true);

    /// Whether nobody need say who they are.
    public boolean isPublic() {
        return role == null;
    }

    /// The role that is needed. Throws [NullPointerException] where none is.
    public Role needed() {
        return Objects.requireNonNull(role, "nobody need say who they are");
    }

    /// Whether a grant is enough.
    public boolean suffices(Grant grant) {
        return role == null || (grant.role().includes(role) && (!allTeams || grant.teams() == null));
    }
}
