package dev.outlay.server.fuzz;

import java.util.List;
import java.util.Map;
import java.util.Random;

/// Values of parameters: those that the description gives, those at a boundary, and those that are nonsense.
final class Values {

    private static final int LONG = 1500;

    /// What is known to be in the ledger that is asked, or near it, by the name of the parameter.
    private static final Map<String, List<String>> KNOWN = Map.ofEntries(
            Map.entry("from", List.of("2026-10-01", "2026-10-01T00:00:00Z", "2026-10-31", "2026-09-01")),
            Map.entry("to", List.of("2026-10-05", "2026-11-01", "2026-10-30T09:00:00Z")),
            Map.entry("last", List.of("30d", "7d", "24h", "8w", "1h")),
            Map.entry("until", List.of("2026-10-31", "2026-10-30T12:00:00Z", "month-end", "2h")),
            Map.entry("at", List.of("2026-10-05", "2026-10-30T08:00:00Z")),
            Map.entry("by", List.of("team", "project", "day", "month", "provider", "ada", "tag:x", "team,day")),
            Map.entry("filter", List.of("team=vision", "provider=aws", "use=idle", "team=nobody")),
            Map.entry("name", List.of("company", "research", "vision", "usage.csv", "bill.csv", "queue.yaml")),
            Map.entry("id", List.of("large-1", "detector-9", "llama-7", "none", "silence-1", "ask-1")),
            Map.entry("budget", List.of("company", "vision", "5000", "50000 USD")),
            Map.entry("team", List.of("vision", "search", "nobody")),
            Map.entry("run", List.of("large-1", "detector-9")),
            Map.entry("currency", List.of("USD", "EUR")),
            Map.entry("limit", List.of("1", "10", "5 USD", "100 USD")),
            Map.entry("amount", List.of("12.50 USD", "1 USD")),
            Map.entry("period", List.of("2026-10", "2026-09", "month")),
            Map.entry("format", List.of("summary", "detailed")),
            Map.entry("after", List.of("AAAA", "bm90IGEgY3Vyc29y")));

    private static final List<String> BOUNDARY = List.of(
            "",
            " ",
            "0",
            "-0",
            "-1",
            "1",
            "0.0",
            "1e0",
            "1e-400",
            "1e400",
            "1e999999999",
            "-1e999999999",
            "1e2147483647",
            "1E-2147483648",
            "9223372036854775807",
            "9223372036854775808",
            "2147483648",
            "99999999999999999999999999999999999999999",
            "0.000000000000000000000000000000000001",
            "NaN",
            "Infinity",
            "-Infinity",
            "0x10",
            "1_000",
            "1,000.00",
            "true",
            "undefined",
            "1e999999999 USD",
            "-5 USD",
            "0 USD",
            "5 usd",
            "5 XXX",
            "99999999999999999999999999999 USD",
            "0.0000000000000000000000001 USD",
            "5",
            "1000000d",
            "99999999999w",
            "0d",
            "-1d",
            "1e9d",
            "P1D",
            "PT0S",
            "P999999999D",
            "2026-02-30",
            "2026-13-01",
            "0000-01-01",
            "-999999999-01-01",
            "+999999999-12-31",
            "9999-12-31",
            "+1000000000-12-31T23:59:59.999999999Z",
            "-1000000000-01-01T00:00:00Z",
            "2026-10-01T25:00:00Z",
            "2026-10-01T00:00:00+14:00",
            "2026-10-01T23:59:60Z",
            "1970-01-01",
            "2026-10-25T02:30:00[Europe/Berlin]",
            "a=b",
            "=",
            "team=",
            "=vision",
            "team=vision=search",
            ",",
            ",,,",
            "team,",
            "team,team",
            "tag:",
            ":",
            "*",
            "-*",
            "**",
            "(",
            "[a",
            "\\",
            "%",
            "a+b",
            "all",
            "none");

    private static final List<String> NONSENSE = List.of(
            "'; DROP TABLE charges; --",
            "\" OR \"\"=\"",
            "../../../../etc/passwd",
            "..\\..\\windows",
            "/dev/zero",
            "file:///etc/passwd",
            "http://169.254.169.254/latest/meta-data/",
            "${jndi:ldap://127.0.0.1/a}",
            "#{7*7}",
            "{{7*7}}",
            "<script>alert(1)</script>",
            "\u0000",
            "a\u0000b",
            "\r\nSet-Cookie: a=b",
            "\u0007\u001b[31m",
            "\ud83d\ude80",
            "\u202eabc",
            "\ufeff7",
            "\u0661\u0662\u0663",
            "\uff11\uff12",
            "e\u0301",
            "\u00df\u0130\u0131",
            "\u2028",
            "\ud800",
            "Zürich",
            "日本語",
            "%00",
            "%2e%2e%2f",
            "$(sleep 5)",
            "`id`",
            "__proto__",
            "[]",
            "{}",
            "[1,2]",
            "{\"a\":1}",
            "!!binary [x]");

    private final Random random;

    Values(Random random) {
        this.random = random;
    }

    /// A value for a parameter: mostly a fair one.
    String of(Api.Parameter parameter) {
        int dice = random.nextInt(100);
        if (dice < 62) {
            return fair(parameter);
        }
        if (dice < 82) {
            return any(BOUNDARY);
        }
        if (dice < 94) {
            return any(NONSENSE);
        }
        if (dice < 97) {
            return longOne();
        }
        // what another parameter might have been meant to have
        return any(any(List.copyOf(KNOWN.values())));
    }

    String fair(Api.Parameter parameter) {
        List<String> known = KNOWN.getOrDefault(parameter.name(), List.of());
        if (!known.isEmpty() && (parameter.values().isEmpty() || random.nextInt(3) == 0)) {
            return any(known);
        }
        if (!parameter.values().isEmpty()) {
            return any(parameter.values());
        }
        return switch (parameter.type()) {
            case "boolean" -> any(List.of("true", "false", ""));
            case "integer", "number" -> Integer.toString(random.nextInt(100));
            default -> any(List.of("vision", "10", "2026-10-01", "true", "H100", "aws", "us-east-1", "5 USD", "2h"));
        };
    }

    String boundary() {
        return any(BOUNDARY);
    }

    String nonsense() {
        return any(NONSENSE);
    }

    <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private String longOne() {
        return any(List.of("x", "9", "a,", "team=", "ü", "(", "1e", " ")).repeat(1 + random.nextInt(LONG) / 2);
    }
}
