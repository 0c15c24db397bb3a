package dev.outlay.connect.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outlay.units.CallersMistake;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlFileTest {

    @Test
    void aScalarIsTheTextAsItIsWritten() {
        YamlMap map = YamlFile.parse("a.yaml", "country: no\nnumber: 1e3\nday: 2026-10-01\nquoted: \"a: b\"\n");
        assertThat(map.entries().values().stream().map(YamlValue::text))
                .containsExactly("no", "1e3", "2026-10-01", "a: b");
    }

    @Test
    void everyValueKnowsItsLine() {
        YamlMap map = YamlFile.parse("a.yaml", "# rules\nrules:\n  - match: {team: [x,\n     y]}\n");
        YamlMap rule = map.required("rules").list().items().getFirst().map();
        assertThat(rule.where()).isEqualTo("a.yaml, line 3");
        List<YamlValue> teams =
                rule.required("match").map().required("team").list().items();
        assertThat(teams.getLast()).isEqualTo(new YamlText("a.yaml, line 4", "y"));
    }

    @Test
    void anEmptyFileIsAnEmptyMap() {
        assertThat(YamlFile.parse("a.yaml", "").entries()).isEmpty();
        assertThat(YamlFile.parse("a.yaml", "# nothing yet\n").entries()).isEmpty();
        assertThat(YamlFile.parse("a.yaml", "---\n").entries()).isEmpty();
    }

    @Test
    void anUnknownKeyIsRefusedWithItsLineAndTheNearestKnownOne() {
        YamlMap map = YamlFile.parse("a.yaml", "team: x\nprojct: y\n");
        assertThatThrownBy(() -> map.only("team", "project"))
                .isInstanceOf(CallersMistake.class)
                .hasMessage("a.yaml, line 2: unknown key projct: did you mean project?");
        assertThatThrownBy(() -> map.only("team", "zone"))
                .hasMessage("a.yaml, line 2: unknown key projct: there are team, zone");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`a: 1\nb: 2\na: 3` | `a.yaml, line 3: the key a stands twice, first at a.yaml, line 1`",
                "`a: !!java.net.URL [x]` | `a.yaml, line 1: the type tag:yaml.org,2002:java.net.URL is not taken: values are texts, lists and maps`",
                "`a: !!int 3` | `a.yaml, line 1: the type tag:yaml.org,2002:int is not taken: values are texts, lists and maps`",
                "`a: &x 1\nb: *x` | `a.yaml, line 1: the anchor &x is not taken: write the value out where it is used`",
                "`a: 1\n---\nb: 2` | `a.yaml, line 2: a second document begins here: write one document without ---`",
                "`- a\n- b` | `a.yaml, line 1: a map of keys and values is expected, not a list`",
                "`[a]: b` | `a.yaml, line 1: a key is a text, not a list or a map`",
                "`a: [1, 2` | `a.yaml, line 1: no YAML: expected ',' or ']', but got <stream end>`"
            })
    void whatIsNotPlainIsRefusedWithItsLine(String text, String message) {
        assertThatThrownBy(() -> YamlFile.parse("a.yaml", text))
                .isInstanceOf(CallersMistake.class)
                .hasMessage(message);
    }

    @Test
    void whatIsNestedWithoutEndIsRefusedAndBreaksNothing() {
        assertThatThrownBy(() -> YamlFile.parse("a.yaml", "a: " + "[".repeat(100_000)))
                .isInstanceOf(CallersMistake.class)
                .hasMessage("a.yaml, line 1: nested deeper than 50 levels");
    }

    @Test
    void aValueOfAnotherKindIsRefused() {
        YamlMap map = YamlFile.parse("a.yaml", "list: [a]\nempty:\ntext: x\nflag: perhaps\n");
        assertThatThrownBy(() -> map.required("list").text())
                .hasMessage("a.yaml, line 1: a text is expected, not a list");
        assertThatThrownBy(() -> map.required("empty").text())
                .hasMessage("a.yaml, line 2: a text is expected, not nothing");
        assertThatThrownBy(() -> map.required("text").list())
                .hasMessage("a.yaml, line 3: a list is expected, not the text x");
        assertThatThrownBy(() -> map.required("more")).hasMessage("a.yaml, line 1: the key more is missing");
        assertThatThrownBy(() -> map.flag("flag")).hasMessage("a.yaml, line 4: flag takes true or false, not perhaps");
        assertThat(map.flag("absent")).isFalse();
    }

    @Test
    void aFileThatIsNotThereOrNoTextIsRefused(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("a.yaml");
        assertThatThrownBy(() -> YamlFile.read(file)).hasMessageStartingWith("there is no file ");
        Files.write(file, new byte[] {'a', ':', ' ', (byte) 0xFF});
        assertThatThrownBy(() -> YamlFile.read(file)).hasMessageEndingWith(" is no text in UTF-8: save it as UTF-8");
        Files.write(file, "a: é".getBytes(StandardCharsets.UTF_8));
        assertThat(YamlFile.read(file).required("a").text()).isEqualTo("é");
    }
}
