package dev.outlay.connect.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StringsJsonTest {

    @Test
    void writesOneFlatObject() {
        Map<String, @Nullable String> fields = new LinkedHashMap<>();
        fields.put("url", "http://127.0.0.1:8052");
        fields.put("none", null);

        assertThat(StringsJson.write(fields)).isEqualTo("{\"url\":\"http://127.0.0.1:8052\",\"none\":null}");
    }

    @Test
    void readsValuesByTheirPathAndLeavesOutNull() throws IOException {
        assertThat(StringsJson.read("{\"status\":\"UP\",\"n\":null,\"checks\":[{\"data\":{\"pid\":7,\"up\":true}},"
                        + "{\"data\":{\"pid\":8}}]}"))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("status", "UP", "checks.data.pid", "7", "checks.data.up", "true"));
    }

    @Test
    void refusesWhatIsNoJson() {
        assertThatIOException().isThrownBy(() -> StringsJson.read("{\"a\":"));
    }
}
