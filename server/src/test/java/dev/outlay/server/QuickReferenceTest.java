package dev.outlay.server;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.outlay.cli.Main;
import dev.outlay.server.fuzz.Api;
import io.quarkiverse.mcp.server.ToolManager;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The page docs/reference/quick.md names only what is there, with options and parameters that are taken.
@QuarkusTest
@TestProfile(ApiProfile.class)
class QuickReferenceTest {

    private static final int QUESTIONS = 25;
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern FILE = Pattern.compile("[a-z-]+\\.(?:yaml|jsonl?|duckdb|stop)");

    @Inject
    ToolManager tools;

    private String page = "";
    private List<String[]> questions = List.of();

    @BeforeEach
    void readThePage() throws IOException {
        page = Files.readString(reference().resolve("quick.md"));
        questions = page.lines()
                .filter(line -> line.startsWith("| ") && line.contains("| `outlay "))
                .map(line -> line.substring(1, line.lastIndexOf('|')).split("\\|", -1))
                .toList();
    }

    @Test
    void twentyFiveQuestionsAreAnsweredInThreeWays() {
        assertThat(questions).hasSize(QUESTIONS).allSatisfy(row -> {
            assertThat(row).hasSize(4);
            assertThat(row[0].strip()).endsWith("?");
        });
    }

    @Test
    void everyVerbIsThereAndTakesItsOptions() throws IOException {
        String options = Files.readString(reference().resolve("cli.md"));
        List<String> verbs = Main.verbNames();
        for (String command : codes(page, "outlay ")) {
            String words = command.replaceFirst(" --.*", "").substring("outlay ".length());
            assertThat(verbs).as(command).anyMatch(verb -> words.equals(verb) || words.equals(verb + " RUN"));
            Matcher option = Pattern.compile("--[a-z-]+").matcher(command);
            while (option.find()) {
                assertThat(options).as(command).contains("`" + option.group());
            }
        }
    }

    @Test
    void everyAddressIsThereAndTakesItsParameters() {
        List<Api.Operation> operations = Api.of(
                        given().accept("application/json").get("/openapi").asString())
                .operations();
        for (String request : codes(page, "GET /", "POST /")) {
            String[] parts = request.split("[ ?]", 3);
            Api.Operation operation = operations.stream()
                    .filter(one -> one.method().equals(parts[0]) && one.path().equals(parts[1]))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no operation " + request));
            Set<String> known = new HashSet<>();
            operation.parameters().forEach(parameter -> known.add(parameter.name()));
            for (String pair : parts.length < 3 ? new String[0] : parts[2].split("&", -1)) {
                assertThat(known).as(request).contains(pair.replaceFirst("=.*", ""));
            }
        }
    }

    @Test
    void everyToolIsThere() {
        Set<String> names = new TreeSet<>();
        StreamSupport.stream(tools.spliterator(), false).forEach(tool -> names.add(tool.name()));

        assertThat(questions).allSatisfy(row -> assertThat(names).containsAll(codes(row[3], "")));
    }

    @Test
    void everySettingAndEveryFileOfTheHomeIsInItsReference() throws IOException {
        String settings = Files.readString(reference().resolve("settings.md"));
        String files = Files.readString(reference().resolve("cli.md"));
        assertThat(codes(page, "OUTLAY_"))
                .hasSizeGreaterThan(5)
                .allSatisfy(variable -> assertThat(settings).contains("`" + variable + "`"));
        Set<String> named = codes(page, "");
        named.removeIf(code -> !FILE.matcher(code).matches());
        // the one that lies where its owner likes
        named.remove("budgets.yaml");
        assertThat(named)
                .hasSizeGreaterThan(6)
                .allSatisfy(file -> assertThat(files).contains("`" + file + "`"));
    }

    private static Set<String> codes(String text, String... beginnings) {
        Set<String> codes = new TreeSet<>();
        Matcher matcher = CODE.matcher(text);
        while (matcher.find()) {
            for (String beginning : beginnings) {
                if (matcher.group(1).startsWith(beginning)) {
                    codes.add(matcher.group(1));
                }
            }
        }
        return codes;
    }

    private static Path reference() {
        return ApiProfile.examples().resolveSibling("docs/reference");
    }
}
