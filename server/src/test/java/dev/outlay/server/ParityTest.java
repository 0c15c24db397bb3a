package dev.outlay.server;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.outlay.cli.Main;
import dev.outlay.report.Report;
import dev.outlay.report.Reports;
import dev.outlay.server.fuzz.Api;
import io.quarkiverse.mcp.server.ToolManager;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The page docs/reference/parity.md names every verb, operation and tool, and nothing else.
@QuarkusTest
@TestProfile(ApiProfile.class)
class ParityTest {

    private static final Pattern NAMED = Pattern.compile("`([^`]+)`");
    private static final Pattern OPERATION = Pattern.compile("`((?:GET|POST|PUT|DELETE|PATCH) /[^`]*)`");
    private static final String REPORTS = "/api/v1/reports/";

    @Inject
    ToolManager tools;

    private List<String[]> rows = List.of();

    @BeforeEach
    void readThePage() throws IOException {
        rows = Files.readAllLines(ApiProfile.examples().resolveSibling("docs/reference/parity.md")).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| verb "))
                .map(line -> line.substring(1, line.lastIndexOf('|')).split("\\|", -1))
                .toList();
    }

    @Test
    void everyRowHasAVerbAnAddressAndAToolOrSaysWhyNot() {
        assertThat(rows).hasSizeGreaterThan(80).allSatisfy(row -> {
            assertThat(row).hasSize(3);
            for (String cell : row) {
                assertThat(cell.strip().startsWith("`") || cell.strip().matches("none: .{5,}"))
                        .as(cell)
                        .isTrue();
            }
        });
    }

    @Test
    void everyVerbIsNamedAndEveryNamedVerbIsThere() {
        Set<String> verbs = new TreeSet<>(Main.verbNames());
        verbs.removeIf(verb -> verb.startsWith("report "));

        assertThat(first(0)).containsExactlyInAnyOrderElementsOf(verbs);
    }

    @Test
    void everyOperationIsNamedAndEveryNamedOperationIsThere() {
        Set<String> operations = new TreeSet<>();
        for (Api.Operation operation : api()) {
            operations.add(operation.method() + " " + operation.path());
        }
        Set<String> named = new TreeSet<>();
        for (String[] row : rows) {
            Matcher matcher = OPERATION.matcher(row[1]);
            while (matcher.find()) {
                named.add(matcher.group(1));
            }
        }

        assertThat(operations).containsAll(named);
        operations.removeAll(named);
        assertThat(operations).allMatch(operation -> operation.startsWith("GET " + REPORTS));
    }

    @Test
    void everyAddressOfTheReferenceIsThere() throws IOException {
        String page = Files.readString(ApiProfile.examples().resolveSibling("docs/reference/rest.md"));
        Set<String> templates = new HashSet<>();
        api().forEach(operation -> templates.add(operation.path().replaceAll("\\{[^}]*}", "[^/]+")));
        Set<String> written = new TreeSet<>();
        Matcher matcher = Pattern.compile("/api/v1(?:/[\\w-]+)+").matcher(page.replaceAll("\\{name}", "cost"));
        while (matcher.find()) {
            written.add(matcher.group());
        }

        assertThat(written)
                .hasSizeGreaterThan(20)
                .allSatisfy(address -> assertThat(templates).anyMatch(address::matches));
    }

    @Test
    void everyReportIsAVerbAnAddressAndATool() {
        List<String> verbs = Main.verbNames();
        Set<String> addresses = new HashSet<>();
        api().forEach(operation -> addresses.add(operation.path()));
        Set<String> names = toolNames();

        assertThat(Reports.ALL).extracting(Report::name).allSatisfy(name -> {
            assertThat(verbs).contains("report " + name);
            assertThat(addresses).contains(REPORTS + name);
            assertThat(names).contains(name);
        });
    }

    @Test
    void everyToolIsNamedAndEveryNamedToolIsThere() {
        Set<String> others = toolNames();
        Reports.ALL.forEach(report -> others.remove(report.name()));
        List<String> named = new ArrayList<>();
        for (String[] row : rows) {
            if (row[2].strip().startsWith("`")) {
                Matcher matcher = NAMED.matcher(row[2].split(";", 2)[0]);
                while (matcher.find()) {
                    named.add(matcher.group(1));
                }
            }
        }

        assertThat(toolNames()).containsAll(named);
        assertThat(named).containsAll(others);
    }

    private Set<String> toolNames() {
        Set<String> names = new TreeSet<>();
        StreamSupport.stream(tools.spliterator(), false).forEach(tool -> names.add(tool.name()));
        return names;
    }

    private static List<Api.Operation> api() {
        return Api.of(given().accept("application/json").get("/openapi").asString())
                .operations();
    }

    /// What each row names first in a column, where it names something.
    private Set<String> first(int column) {
        Set<String> names = new TreeSet<>();
        for (String[] row : rows) {
            Matcher matcher = NAMED.matcher(row[column]);
            if (row[column].strip().startsWith("`") && matcher.find()) {
                names.add(matcher.group(1));
            }
        }
        return names;
    }
}
