package dev.outlay.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

/// The table of rights itself.
final class RightsTest {

    @Test
    void aTableThatNamesARequestTwiceIsNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Rights.table(
                        Rights.row("GET POST", Role.VIEWER, false, "/api/v1/a /api/v1/b"),
                        Rights.row("POST PUT", Role.EDITOR, true, "/api/v1/c /api/v1/b")))
                .withMessage("the table of rights names POST /api/v1/b twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Rights.table(Rights.row("GET", Role.VIEWER, false, "/api/v1/a /api/v1/a")))
                .withMessageContaining("GET /api/v1/a twice");
        assertThat(Rights.table(
                        Rights.row("GET", Role.VIEWER, false, "/api/v1/a"),
                        Rights.row("POST", Role.EDITOR, false, "/api/v1/a"),
                        // the first that matches counts, so a wider row may follow
                        Rights.row("GET", Role.ADMIN, true, "/api/v1/*")))
                .hasSize(3);
    }

    @Test
    void theTableIsReadFromTheTop() {
        assertThat(Rights.of("GET", "/api/v1/reports/audit")).isEqualTo(new Right(Role.ADMIN, true));
        assertThat(Rights.of("GET", "/api/v1/reports/cost")).isEqualTo(new Right(Role.VIEWER, false));
        assertThat(Rights.of("POST", "/api/v1/predictions")).isEqualTo(new Right(Role.VIEWER, false));
        assertThat(Rights.of("POST", "/api/v1/rate")).isEqualTo(new Right(Role.EDITOR, true));
        assertThat(Rights.of("GET", "/api/v1/predictions")).isEqualTo(Right.UNNAMED);
    }
}
