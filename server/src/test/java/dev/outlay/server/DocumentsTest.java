package dev.outlay.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/// The documents as a whole: every page is on the map, and every link from one leads somewhere.
class DocumentsTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("```.*?```|`[^`\n]*`", Pattern.DOTALL);

    @Test
    void everyPageIsOnTheMap() throws IOException {
        String map = Files.readString(ROOT.resolve("docs/README.md"));

        assertThat(pages())
                .hasSizeGreaterThan(90)
                .filteredOn(page -> page.startsWith(ROOT.resolve("docs")) && !page.endsWith("README.md"))
                .allSatisfy(page -> assertThat(map)
                        .contains("]("
                                + ROOT.resolve("docs")
                                        .relativize(page)
                                        .toString()
                                        .replace('\\', '/') + ")"));
    }

    @Test
    void everyLinkLeadsToAFileAndToAHeadingInIt() throws IOException {
        var softly = new SoftAssertions();
        for (Path page : pages()) {
            Matcher links = LINK.matcher(CODE.matcher(Files.readString(page)).replaceAll(""));
            while (links.find()) {
                String link = links.group(1);
                if (link.contains("://") || link.startsWith("mailto:")) {
                    continue;
                }
                String[] parts = link.split("#", 2);
                Path target = parts[0].isEmpty()
                        ? page
                        : page.resolveSibling(parts[0]).normalize();
                softly.assertThat(target).as("%s in %s", link, page).exists();
                if (parts.length > 1 && Files.isRegularFile(target)) {
                    softly.assertThat(headings(target))
                            .as("%s in %s", link, page)
                            .contains(parts[1]);
                }
            }
        }
        softly.assertAll();
    }

    /// The anchors of a page's headings, as the forges that show Markdown make them.
    private static List<String> headings(Path page) throws IOException {
        List<String> headings = new ArrayList<>();
        for (String line : Files.readAllLines(page)) {
            if (line.matches("#{1,6} .*")) {
                headings.add(line.replaceFirst("#+ ", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'));
            }
        }
        return headings;
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>();
        for (String folder : List.of("docs", "examples")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
                files.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
            }
        }
        for (String page : List.of("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SCOPE.md", "SECURITY.md")) {
            pages.add(ROOT.resolve(page));
        }
        return pages;
    }
}
