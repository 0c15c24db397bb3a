package dev.outlay.server;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The page as it is sent: complete, versioned, and under a policy that lets nothing else run.
@QuarkusTest
@TestProfile(SampleProfile.class)
class PageTest {

    private static final Path ASSETS = Path.of("src/main/resources/META-INF/resources/assets");
    private static final Pattern IMPORT_MAP =
            Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);
    private static final Pattern REFERENCE = Pattern.compile("(?:src|href)=\"(/[^\"]+)\"");
    private static final Pattern IMPORT =
            Pattern.compile("^import (?:.* from )?'([^']+)';$|\\bimport\\('([^']+)'\\)", Pattern.MULTILINE);

    @ParameterizedTest
    @ValueSource(strings = {"/", "/index.html", "/attribution", "/budgets", "/settings"})
    void runsNothingButItsOwnModules(String address) {
        String policy = given().get(address)
                .then()
                .statusCode(200)
                .contentType(containsString("text/html"))
                .header("X-Content-Type-Options", is("nosniff"))
                .header("X-Frame-Options", is("DENY"))
                .header("Cache-Control", is("no-cache"))
                .extract()
                .header("Content-Security-Policy");

        assertThat(policy)
                .startsWith("default-src 'none'; script-src 'self' 'sha256-")
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe");
    }

    @Test
    void holdsNoScriptOrStyleInItsText() {
        String page = page();

        assertThat(Pattern.compile("<script(?![^>]*(src=|importmap))")
                        .matcher(page)
                        .find())
                .isFalse();
        assertThat(page).doesNotContain("<style", " style=", " onclick=", "${");
    }

    @Test
    void findsEveryFileThatItNames() {
        Stream.concat(REFERENCE.matcher(page()).results().map(match -> match.group(1)), importMap().values().stream())
                .distinct()
                .forEach(address -> given().get(address).then().statusCode(200));
    }

    @Test
    void mapsEveryModuleThatOneOfItsModulesImports() {
        Map<String, String> map = importMap();
        for (String address : map.values()) {
            if (!address.contains("echarts")) {
                String module = given().get(address).asString();
                Pattern.compile("(?:from|import)\"([^\"]+)\"")
                        .matcher(module)
                        .results()
                        .forEach(match -> {
                            String name = match.group(1);
                            String target = name.startsWith(".")
                                    ? Path.of(address)
                                            .resolveSibling(name)
                                            .normalize()
                                            .toString()
                                    : map.get(name);
                            assertThat(target)
                                    .as("%s imports %s", address, name)
                                    .isNotNull();
                            given().get(target).then().statusCode(200).contentType(containsString("javascript"));
                        });
            }
        }
    }

    @Test
    void keepsVersionedModulesForAYearAndItsOwnNotAtAll() {
        given().get(importMap().get("lit")).then().header("Cache-Control", "public, max-age=31536000, immutable");
        given().get("/assets/page.js").then().header("Cache-Control", "no-cache");
    }

    @ParameterizedTest
    @MethodSource("modules")
    void importsOnlyWhatIsThere(String module) throws IOException {
        List<String> known = importMap().keySet().stream().toList();
        IMPORT.matcher(Files.readString(ASSETS.resolve(module)))
                .results()
                .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
                .forEach(name -> assertThat(name)
                        .satisfiesAnyOf(
                                local -> assertThat(ASSETS.resolve(module).resolveSibling(local))
                                        .exists(),
                                mapped -> assertThat(known).contains(mapped)));
    }

    @ParameterizedTest
    @MethodSource("modules")
    void isWrittenInModulesThatParse(String module) throws Exception {
        Optional<Path> node = onPath("node");
        assumeTrue(node.isPresent(), "node is not on the PATH: the syntax of the page's modules is not checked");
        Process check = new ProcessBuilder(node.orElseThrow().toString(), "--input-type=module", "--check")
                .redirectErrorStream(true)
                .redirectInput(ASSETS.resolve(module).toFile())
                .start();
        String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(check.waitFor()).as(said).isZero();
    }

    @Test
    void hasAnAddressForEveryPageOfTheNavigation() throws IOException {
        Pattern entry = Pattern.compile("\\{ path: '([^']+)'");
        List<String> listed = entry.matcher(Files.readString(ASSETS.resolve("pages.js")))
                .results()
                .map(match -> match.group(1))
                .toList();

        assertThat(listed)
                .isNotEmpty()
                .allSatisfy(address ->
                        given().get(address).then().statusCode(200).contentType(containsString("text/html")));
        given().get("/nowhere").then().statusCode(404);
    }

    @Test
    void answersForHealthAndMetricsBesideThePage() throws InterruptedException {
        given().get("/health/live").then().body("checks[0].data.store", containsString("ledger.duckdb"));
        // gathered by the clock, soon after the start
        for (int i = 0; i < 200 && !given().get("/metrics").asString().contains("outlay_metrics_gathered"); i++) {
            Thread.sleep(50);
        }
        given().get("/metrics")
                .then()
                .body(containsString("\noutlay_ledger_charges 960.0\n"))
                .body(containsString("\noutlay_ledger_charges_unpriced 120.0\n"))
                .body(containsString("http_server_requests_seconds_count"));
    }

    static Stream<String> modules() throws IOException {
        try (Stream<Path> files = Files.walk(ASSETS)) {
            return files
                    .map(path -> ASSETS.relativize(path).toString())
                    .filter(name -> name.endsWith(".js"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    static Optional<Path> onPath(String program) {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Map<String, String> importMap() {
        var map = IMPORT_MAP.matcher(page());
        assertThat(map.find()).isTrue();
        return JsonPath.from(map.group(1)).getMap("imports");
    }

    private static String page() {
        return given().get("/").asString();
    }
}
