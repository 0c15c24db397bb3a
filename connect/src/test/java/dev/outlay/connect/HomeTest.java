package dev.outlay.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HomeTest {

    private static final Path USER = Path.of("/home/ada");

    @Test
    void isTheOptionBeforeTheEnvironment() {
        assertThat(home("/srv/outlay", Map.of("OUTLAY_HOME", "/var/outlay", "XDG_DATA_HOME", "/data")))
                .isEqualTo(Path.of("/srv/outlay"));
    }

    @Test
    void isTheVariableOfItsOwnBeforeTheDataDirectory() {
        assertThat(home(null, Map.of("OUTLAY_HOME", "/var/outlay", "XDG_DATA_HOME", "/data")))
                .isEqualTo(Path.of("/var/outlay"));
    }

    @Test
    void liesInTheDataDirectoryElse() {
        assertThat(home(null, Map.of("XDG_DATA_HOME", "/data"))).isEqualTo(Path.of("/data/outlay"));
        assertThat(home(" ", Map.of("OUTLAY_HOME", ""))).isEqualTo(Path.of("/home/ada/.local/share/outlay"));
    }

    @Test
    void passesOverADataDirectoryThatIsNotAbsolute() {
        assertThat(home(null, Map.of("XDG_DATA_HOME", "data"))).isEqualTo(Path.of("/home/ada/.local/share/outlay"));
    }

    @Test
    void namesTheLedgerAndTheFileOfTheServer() {
        Home home = new Home(Path.of("/srv/x/../outlay"));

        assertThat(home.ledgerUrl()).isEqualTo("duckdb:/srv/outlay/ledger.duckdb");
        assertThat(home.serverFile()).isEqualTo(Path.of("/srv/outlay/server.json"));
    }

    private static Path home(@Nullable String option, Map<String, String> environment) {
        return Home.resolve(option, environment::get, USER).directory();
    }
}
