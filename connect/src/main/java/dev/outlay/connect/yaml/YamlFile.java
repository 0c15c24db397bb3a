package dev.outlay.connect.yaml;

import dev.outlay.units.CallersMistake;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Reads a YAML file into a plain tree. Thread-safe.
///
/// Strict: one document that is a map, in UTF-8, of at most 1 MiB and 50 levels; no key twice; no types of its own
/// (`!!timestamp`), no anchors. So a file means what it seems to mean, and none can make a small text a large tree.
public final class YamlFile {

    private static final long LARGEST = 1L << 20;

    private YamlFile() {}

    /// The tree of a file; an empty file is an empty map. Throws [CallersMistake], naming the file and the line,
    /// where it cannot be read.
    public static YamlMap read(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new CallersMistake(file + " has more than 1 MiB: a file of settings is smaller");
            }
            return parse(file.toString(), Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new CallersMistake("there is no file " + file + ": check the path", e);
        } catch (CharacterCodingException e) {
            throw new CallersMistake(file + " is no text in UTF-8: save it as UTF-8", e);
        } catch (IOException e) {
            throw new CallersMistake("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /// The tree of a text; `name` stands for it in messages. Throws [CallersMistake], see [#read].
    public static YamlMap parse(String name, String text) {
        LoadSettings settings = LoadSettings.builder().setLabel(name).build();
        try {
            return new YamlTree(name, new Parse(settings).parseString(text).iterator()).document();
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            throw new CallersMistake(name + ", line " + line + ": no YAML: " + e.getProblem(), e);
        } catch (YamlEngineException e) {
            throw new CallersMistake(name + ": no YAML: " + e.getMessage(), e);
        }
    }
}
