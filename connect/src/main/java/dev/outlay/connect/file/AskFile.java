package dev.outlay.connect.file;

import dev.outlay.connect.yaml.YamlFile;
import dev.outlay.connect.yaml.YamlList;
import dev.outlay.connect.yaml.YamlMap;
import dev.outlay.connect.yaml.YamlText;
import dev.outlay.connect.yaml.YamlValue;
import dev.outlay.report.Parameter;
import dev.outlay.report.Parameters;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a run will take, as a file in YAML whose keys are the options of a verb. Thread-safe.
public final class AskFile {

    private AskFile() {}

    /// The parameters that a file gives. Throws [dev.outlay.units.CallersMistake], naming the line, on a key that
    /// is none of the known ones and on a value that is no text.
    public static Parameters read(Path file, List<Parameter> known) {
        return parameters(
                YamlFile.read(file), known.stream().map(Parameter::name).toList());
    }

    static Parameters parameters(YamlMap map, List<String> known) {
        map.only(known);
        Map<String, List<String>> values = new LinkedHashMap<>();
        map.entries().forEach((key, value) -> values.put(key, texts(key, value)));
        return new Parameters(values);
    }

    private static List<String> texts(String key, YamlValue value) {
        return switch (value) {
            case YamlText text -> List.of(text.value());
            case YamlList list ->
                list.items().stream().map(each -> text(key, each)).toList();
            case YamlMap map -> throw map.mistake(key + " takes a text, not a map");
        };
    }

    private static String text(String key, YamlValue value) {
        if (value instanceof YamlText text) {
            return text.value();
        }
        throw value.mistake("a list of " + key + " holds texts, not " + value.kind());
    }
}
