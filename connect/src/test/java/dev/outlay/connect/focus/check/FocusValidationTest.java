package dev.outlay.connect.focus.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outlay.connect.duckdb.ParquetFile;
import dev.outlay.connect.focus.FocusVersion;
import dev.outlay.ledger.SourceException;
import dev.outlay.report.Table;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FocusValidationTest {

    @TempDir
    Path folder;

    @Test
    void withoutAModelOurOwnRulesJudge() throws IOException, SourceException {
        Table answer = validate(new DataSet());

        assertThat(FocusValidation.passed(answer)).isTrue();
        assertThat(answer.heading())
                .containsEntry("checked_by", "essential rules of Outlay for FOCUS 1.2")
                .containsEntry("focus_version", "1.2")
                .containsEntry("failed_must", "0");
    }

    @Test
    void aBrokenRuleSaysHowManyRowsBreakItAndShowsThem() throws IOException, SourceException {
        Table answer = validate(new DataSet().with(1, "BilledCost", "").with(3, "BilledCost", ""));

        assertThat(row(answer, "BilledCost-stated"))
                .containsExactly(
                        "BilledCost-stated",
                        "MUST NOT",
                        "BilledCost",
                        "fail",
                        "5",
                        "2",
                        "",
                        "line 3 BilledCost=null; line 5 BilledCost=null");
        assertThat(FocusValidation.passed(answer)).isFalse();
    }

    @Test
    void aMandatoryColumnOfTheVersionThatIsClaimedMustBeThere() throws IOException, SourceException {
        Path file = new DataSet().write(folder.resolve("set.csv"));

        Table answer = FocusValidation.of(file, FocusVersion.V1_3, null, List.of());

        assertThat(row(answer, "ServiceProviderName-present").get(3)).isEqualTo("fail");
        assertThat(row(answer, "HostProviderName-present").get(3)).isEqualTo("fail");
    }

    @Test
    void gzipAndParquetAreJudgedAsTheTextTheyHold() throws IOException, SourceException {
        Path text = new DataSet().with(1, "BilledCost", "").write(folder.resolve("set.csv"));
        Path gzip = folder.resolve("set.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gzip))) {
            Files.copy(text, out);
        }
        Map<String, String> types = new LinkedHashMap<>();
        for (String column : Files.readAllLines(text).getFirst().split(",", -1)) {
            types.put(
                    column,
                    column.endsWith("Cost") || column.endsWith("Price") || column.endsWith("Quantity")
                            ? "DECIMAL(38, 18)"
                            : column.contains("Period") ? "TIMESTAMP" : "VARCHAR");
        }
        Path parquet = folder.resolve("set.parquet");
        ParquetFile.write(text, types, parquet);

        Table expected = FocusValidation.of(text, null, null, List.of());
        assertThat(FocusValidation.of(gzip, null, null, List.of()).rows()).isEqualTo(expected.rows());
        assertThat(FocusValidation.of(parquet, null, null, List.of()).rows()).isEqualTo(expected.rows());
    }

    @Test
    void aLineThatCannotBeReadIsSaidAndTheRestIsJudged() throws IOException, SourceException {
        Path file = new DataSet().write(folder.resolve("set.csv"));
        Files.writeString(file, Files.readString(file) + "cut,off\n");

        Table answer = FocusValidation.of(file, null, null, List.of());

        assertThat(answer.heading()).containsEntry("rows_read", "5").containsEntry("unreadable", "1");
        assertThat(answer.notes().getFirst()).startsWith("line 7 cannot be read");
        assertThat(FocusValidation.passed(answer)).isFalse();
    }

    @Test
    void aModelThatIsNoneIsRefusedWithWhatToTake() throws IOException {
        Path file = new DataSet().write(folder.resolve("set.csv"));
        Path noJson = Files.writeString(folder.resolve("no.json"), "rules: none");
        Path noModel = Files.writeString(folder.resolve("other.json"), "{\"a\": 1}");

        assertThatThrownBy(() -> FocusValidation.of(file, null, noJson, List.of()))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("cannot be read as JSON");
        assertThatThrownBy(() -> FocusValidation.of(file, null, noModel, List.of()))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("it has no ModelRules");
    }

    @Test
    void aModelOfOurOwnIsRunToo() throws IOException, SourceException {
        Path file = new DataSet().write(folder.resolve("set.csv"));
        Path model = Files.writeString(folder.resolve("model.json"), """
                {"ConformanceRules": {
                  "Set-D-000-M": {"Function": "Composite", "Reference": "Set", "ValidationCriteria": {"Keyword": "MUST",
                    "Requirement": {"CheckFunction": "AND", "Items": [
                      {"CheckFunction": "CheckConformanceRule", "ConformanceRuleId": "Cost-C-001-M"},
                      {"CheckFunction": "CheckConformanceRule", "ConformanceRuleId": "Cost-C-002-M"}]}}},
                  "Cost-C-001-M": {"Function": "Validation", "Reference": "BilledCost", "ValidationCriteria": {
                    "Keyword": "MUST", "Condition": {"CheckFunction": "CheckValue", "ColumnName": "ChargeCategory", "Value": "Tax"},
                    "Requirement": {"CheckFunction": "CheckGreaterOrEqualThanValue", "ColumnName": "BilledCost", "Value": 3}}},
                  "Cost-C-002-M": {"Function": "Validation", "Reference": "BilledCost", "ValidationCriteria": {
                    "Keyword": "MUST", "Requirement": {"CheckFunction": "CheckTheMoon", "ColumnName": "BilledCost"}}},
                  "Cost-C-003-O": {"Function": "Presence", "Reference": "Moon", "ApplicabilityCriteria": ["MOON_SUPPORTED"],
                    "ValidationCriteria": {"Keyword": "MUST",
                    "Requirement": {"CheckFunction": "ColumnPresent", "ColumnName": "Moon"}}}}}
                """);

        Table answer = FocusValidation.of(file, null, model, List.of());
        assertThat(row(answer, "Cost-C-001-M").subList(3, 6)).containsExactly("fail", "1", "1");
        assertThat(row(answer, "Cost-C-002-M").get(6)).isEqualTo("the check CheckTheMoon is not known here");
        assertThat(row(answer, "Set-D-000-M").subList(3, 7))
                .containsExactly("fail", null, null, "failed: Cost-C-001-M");
        assertThat(row(answer, "Cost-C-003-O").get(3)).isEqualTo("not applicable");

        Table claimed = FocusValidation.of(file, null, model, List.of("moon_supported"));
        assertThat(row(claimed, "Cost-C-003-O").get(6)).isEqualTo("the data set has no column Moon");
    }

    private Table validate(DataSet set) throws IOException, SourceException {
        return FocusValidation.of(set.write(folder.resolve("set.csv")), null, null, List.of());
    }

    private static List<@Nullable String> row(Table answer, String rule) {
        return answer.rows().stream()
                .filter(row -> rule.equals(row.getFirst()))
                .findFirst()
                .orElseThrow();
    }
}
