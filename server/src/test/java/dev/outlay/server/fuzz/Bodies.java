package dev.outlay.server.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/// Bodies of requests: the files of the examples, whole, cut, twisted and swollen, and some that are none.
final class Bodies {

    private final List<byte[]> files;
    private final Random random;
    private final Values values;

    private Bodies(List<byte[]> files, Random random, Values values) {
        this.files = files;
        this.random = random;
        this.values = values;
    }

    /// From all files of the folder `examples` that somebody would send.
    static Bodies of(Path examples, Random random, Values values) {
        try (Stream<Path> all = Files.walk(examples)) {
            List<byte[]> files = all.filter(Files::isRegularFile)
                    .filter(file -> file.toString().matches(".*\\.(csv|yaml|json|parquet)"))
                    .sorted()
                    .map(Bodies::read)
                    .toList();
            return new Bodies(files, random, values);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] any(List<String> examples) {
        byte[] fair = examples.isEmpty() || random.nextBoolean()
                ? values.any(files)
                : values.any(examples).getBytes(StandardCharsets.UTF_8);
        return switch (random.nextInt(16)) {
            case 0 -> new byte[0];
            case 1 -> cut(fair);
            case 2 -> flipped(fair);
            case 3 -> shuffledWords(fair);
            case 4 -> swollen(fair);
            case 5 -> zipped(fair);
            case 6 -> cut(zipped(fair));
            case 7 -> nested();
            case 8 -> bomb();
            case 9 -> parquet();
            case 10 -> text("\ufeff" + new String(fair, StandardCharsets.UTF_8));
            case 11 -> new String(fair, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_16);
            default -> fair;
        };
    }

    private byte[] cut(byte[] bytes) {
        return Arrays.copyOf(bytes, bytes.length == 0 ? 0 : random.nextInt(bytes.length));
    }

    private byte[] flipped(byte[] bytes) {
        byte[] copy = bytes.clone();
        for (int i = 0; i < 1 + random.nextInt(8) && copy.length > 0; i++) {
            copy[random.nextInt(copy.length)] = (byte) random.nextInt(256);
        }
        return copy;
    }

    /// Words of the file replaced by values of which no parser is fond.
    private byte[] shuffledWords(byte[] bytes) {
        String[] words = new String(bytes, StandardCharsets.UTF_8).splitWithDelimiters("[,\\n: ]", -1);
        for (int i = 0; i < 1 + random.nextInt(6) && words.length > 0; i++) {
            words[random.nextInt(words.length)] = random.nextBoolean() ? values.boundary() : values.nonsense();
        }
        return text(String.join("", words));
    }

    private byte[] swollen(byte[] bytes) {
        String fair = new String(bytes, StandardCharsets.UTF_8);
        int at = fair.isEmpty() ? 0 : random.nextInt(fair.length());
        return text(fair.substring(0, at)
                + values.any(List.of("9", "x", ",", "\n", " ", "\"", "- ", "[", "&a "))
                        .repeat(1 + random.nextInt(60_000))
                + fair.substring(at));
    }

    private static byte[] zipped(byte[] bytes) {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private byte[] nested() {
        int depth = 10 + random.nextInt(20_000);
        return text(
                switch (random.nextInt(4)) {
                    case 0 -> "[".repeat(depth);
                    case 1 -> "{\"a\":".repeat(depth);
                    case 2 -> "budgets: " + "[".repeat(depth) + "]".repeat(depth);
                    default -> "a: {".repeat(depth);
                });
    }

    /// Few bytes that stand for many: aliases in YAML, zeros in gzip.
    private byte[] bomb() {
        if (random.nextBoolean()) {
            return zipped(new byte[4 << 20]);
        }
        var yaml = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
        for (int i = 1; i < 12; i++) {
            yaml.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ",").repeat(8) + "*a" + (i - 1)));
        }
        return text(yaml + "budgets: *a11\njobs: *a11\n");
    }

    /// What begins and ends as Parquet does, and is none between.
    private byte[] parquet() {
        byte[] body = new byte[12 + random.nextInt(400)];
        random.nextBytes(body);
        byte[] magic = text("PAR1");
        System.arraycopy(magic, 0, body, 0, 4);
        System.arraycopy(magic, 0, body, body.length - 4, 4);
        if (random.nextBoolean()) {
            // a length of the footer that could be true
            Arrays.fill(body, body.length - 8, body.length - 4, (byte) 0);
            body[body.length - 8] = (byte) Math.min(100, body.length - 12);
        }
        return body;
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
