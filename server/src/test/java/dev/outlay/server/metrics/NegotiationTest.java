package dev.outlay.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NegotiationTest {

    // the second is what Prometheus 2.42 sends, the third what Prometheus 3 sends
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/openmetrics-text | openmetrics",
                "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,"
                        + "text/plain;version=0.0.4;q=0.5,*/*;q=0.1 | openmetrics",
                "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,"
                        + "application/openmetrics-text;version=0.0.1;q=0.5,"
                        + "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;q=0.3,"
                        + "*/*;q=0.2 | openmetrics",
                "text/plain, application/openmetrics-text;q=0.9 | text",
                "application/openmetrics-text; version=0.0.1, text/plain;q=0.2 | text",
                "application/openmetrics-text;q=0 | text",
                "application/openmetrics-text;q=much | text",
                "text/html,application/xhtml+xml,*/*;q=0.8 | text",
                "*/* | text"
            })
    void theReadersWishDecides(String accept, String chosen) {
        assertThat(Negotiation.chosen(accept))
                .isEqualTo(chosen.equals("openmetrics") ? Negotiation.OPEN_METRICS : Negotiation.TEXT);
    }

    @Test
    void whoeverStatesNoWishGetsTheText() {
        assertThat(Negotiation.chosen(null)).isEqualTo(Negotiation.TEXT);
    }
}
