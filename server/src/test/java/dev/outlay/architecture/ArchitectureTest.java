package dev.outlay.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The product beside ARCHITECTURE.md. It lives in the server, whose tests alone see every module.
class ArchitectureTest {
    private static final List<String> PORTS = List.of(
            "dev.outlay.ledger.Source",
            "dev.outlay.ledger.Ledger",
            "dev.outlay.alert.Channel",
            "dev.outlay.spot.Launcher");
    private static final Pattern DEPENDENCY = Pattern.compile("<dependency>(.*?)</dependency>", Pattern.DOTALL);
    private static final Pattern OWN_ARTIFACT =
            Pattern.compile("<groupId>dev\\.outlay</groupId>\\s*<artifactId>outlay-(\\w+)</artifactId>");

    @Test
    void packagesFollowTheTables() throws IOException {
        JavaClasses product = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.outlay");

        // a module that is missing from the class path would make every rule hold
        assertThat(product).extracting(type -> type.getPackageName()).contains("dev.outlay.cli", "dev.outlay.server");
        assertThat(new Architecture("dev.outlay", table(), product, PORTS, "dev.outlay.connect.Connectors")
                        .violations())
                .isEmpty();
    }

    @Test
    void modulesDependOnEachOtherAsTheTableSays() throws IOException {
        var found = new TreeMap<String, Set<String>>();
        try (var poms = Files.newDirectoryStream(root(), path -> Files.exists(path.resolve("pom.xml")))) {
            for (Path module : poms) {
                found.put(module.getFileName().toString(), dependencies(Files.readString(module.resolve("pom.xml"))));
            }
        }

        var allowed = table().modules();
        assertThat(found.keySet()).isEqualTo(new TreeSet<>(allowed.keySet()));
        assertThat(found)
                .allSatisfy((module, dependencies) ->
                        assertThat(allowed.get(module)).as(module).containsAll(dependencies));
    }

    private static Set<String> dependencies(String pom) {
        var names = new TreeSet<String>();
        DEPENDENCY.matcher(pom).results().map(result -> result.group(1)).forEach(dependency -> {
            var own = OWN_ARTIFACT.matcher(dependency);
            if (own.find() && !dependency.contains("<scope>test</scope>")) {
                names.add(own.group(1));
            }
        });
        return names;
    }

    private static ArchitectureTable table() throws IOException {
        return ArchitectureTable.parse(Files.readString(root().resolve("ARCHITECTURE.md")));
    }

    private static Path root() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("ARCHITECTURE.md"))) {
                return folder;
            }
        }
        throw new IllegalStateException(
                "no ARCHITECTURE.md at or above " + Path.of("").toAbsolutePath());
    }
}
