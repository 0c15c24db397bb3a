package dev.outlay.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The checks themselves, on the small wrong program below `fixture`: what it does wrong is found, and no more.
class ArchitectureChecksTest {
    private static final String FIXTURE = "dev.outlay.architecture.fixture";
    private static final String LISTED = "| connect | high high.* low stray | 0.1 | `Connectors` |\n";
    private static final JavaClasses CLASSES = new ClassFileImporter().importPackages(FIXTURE);

    private static final String FITTING_EXCEPT_CYCLE = """
            | package | may import | since | what |
            |---|---|---|---|
            | low | high | 0.1 | imports what is above it |
            | high | low | 0.1 | imports what is below it |
            | stray | high low | 0.1 | a port's implementations |
            """ + LISTED;

    @Test
    void findsAnImportThatTheTableDoesNotAllow() {
        assertThat(violations(FITTING_EXCEPT_CYCLE.replace("| low | high |", "| low | |")))
                .contains("package low may not import high: " + FIXTURE + ".low.Bottom uses " + FIXTURE + ".high.Port");
    }

    @Test
    void findsAPackageWithoutARow() {
        assertThat(violations(
                        FITTING_EXCEPT_CYCLE.replace("| stray | high low | 0.1 | a port's implementations |\n", "")))
                .contains("package stray has no row", "row connect may import stray, which has no row");
    }

    @Test
    void findsARowWithoutAPackageUnlessItIsPlanned() {
        assertThat(violations(FITTING_EXCEPT_CYCLE + "| gone | | 0.1 | |\n| later | | planned | |\n"))
                .contains("row gone has no package and does not say planned")
                .noneMatch(sentence -> sentence.contains("later"));
    }

    @Test
    void findsAPlannedPackageThatExists() {
        assertThat(violations(
                        FITTING_EXCEPT_CYCLE.replace("| stray | high low | 0.1 |", "| stray | high low | planned |")))
                .contains("package stray exists, but its row says planned: write the version there");
    }

    @Test
    void findsACycleInTheTableAndInTheImports() {
        assertThat(violations(FITTING_EXCEPT_CYCLE))
                .contains(
                        "the rows allow a cycle: high -> low -> high",
                        "the packages import in a cycle: high -> low -> high");
    }

    @Test
    void findsAnImplementationThatTheListDoesNotLeadTo() {
        assertThat(violations(FITTING_EXCEPT_CYCLE))
                .contains(
                        FIXTURE + ".stray.Forgotten is a Port that " + FIXTURE + ".connect.Connectors does not lead to")
                .noneMatch(sentence -> sentence.contains("Hidden"));
    }

    @Test
    void findsNothingElse() {
        assertThat(violations(FITTING_EXCEPT_CYCLE)).hasSize(3);
    }

    @Test
    void refusesARowThatIsCutShort() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ArchitectureTable.parse("| package | may import |\n|---|---|\n| low | |\n"))
                .withMessageContaining("| low | |");
    }

    private static List<String> violations(String table) {
        return new Architecture(
                        FIXTURE,
                        ArchitectureTable.parse(table),
                        CLASSES,
                        List.of(FIXTURE + ".high.Port", FIXTURE + ".high.NotWrittenYet"),
                        FIXTURE + ".connect.Connectors")
                .violations();
    }
}
