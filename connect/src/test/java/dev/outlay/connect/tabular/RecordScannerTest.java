package dev.outlay.connect.tabular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordScannerTest {

    @Test
    void fieldsQuotesAndQuotedNewlinesAreFoundWithTheirLines() throws IOException {
        assertThat(scan("a,b\n\"x,1\",\"say \"\"hi\"\"\"\r\n\n,\"two\nlines\"\nlast,"))
                .containsExactly("1[a|b]", "2[x,1|say \"hi\"]", "4[|two\nlines]", "6[last|]");
    }

    @Test
    void aQuoteWithinAPlainFieldIsAQuote() throws IOException {
        assertThat(scan("5\" disk,b\n")).containsExactly("1[5\" disk|b]");
    }

    @Test
    void aQuoteThatIsNeverClosedCostsOneLineOnly() throws IOException {
        assertThat(scan("a,b\nx,\"open\ny,z\n"))
                .containsExactly("1[a|b]", "2!a quote is opened and never closed", "3[y|z]");
    }

    @Test
    void textAfterAClosingQuoteCostsOneLineOnly() throws IOException {
        assertThat(scan("\"a\"b,c\nx,y\n"))
                .containsExactly(
                        "1!text follows a closing quote: write a quote within a quoted field as two", "2[x|y]");
    }

    @Test
    void linesThatAreNotUtf8AreSaidToBeSo() throws IOException {
        assertThat(scan("ü,b\nx,ä\n".getBytes(StandardCharsets.ISO_8859_1)))
                .allMatch(line -> line.contains("is not UTF-8, it may be Latin-1 or Windows-1252"));
        assertThat(scan("ü,€\n")).containsExactly("1[ü|€]");
        assertThat(scan("a,b\0\n")).singleElement().asString().contains("zero byte");
    }

    @Test
    void aLineBeyondAMebibyteIsRefusedAtOnce() {
        var endless = new InputStream() {
            private long given;

            @Override
            public int read() {
                given++;
                return 'x';
            }

            @Override
            public int read(byte[] bytes, int from, int length) {
                Arrays.fill(bytes, from, from + length, (byte) 'x');
                given += length;
                return length;
            }
        };
        assertThatThrownBy(() -> new RecordScanner(endless).next())
                .isInstanceOf(RecordScanner.TooLong.class)
                .hasMessage("line 1 is longer than 1 MiB");
        assertThat(endless.given).isLessThan(8L << 20);
    }

    /// However the input is cut into reads and wherever records fall in the buffer, the records are the same.
    @ParameterizedTest
    @ValueSource(longs = {3, 4, 5})
    void anyTableIsReadBackAsItWasWritten(long seed) throws IOException {
        var random = new Random(seed);
        List<String> expected = new ArrayList<>();
        var text = new StringBuilder();
        long line = 1;
        while (text.length() < 9_000_000) {
            List<String> fields = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                fields.add(field(random));
            }
            expected.add(line + "[" + String.join("|", fields) + "]");
            text.append(fields.stream()
                            .map(field -> "\"" + field.replace("\"", "\"\"") + "\"")
                            .reduce((a, b) -> a + "," + b)
                            .orElseThrow())
                    .append(random.nextBoolean() ? "\r\n" : "\n");
            line += 1
                    + fields.stream()
                            .flatMapToInt(String::chars)
                            .filter(character -> character == '\n')
                            .count();
        }
        assertThat(scan(text.toString())).as("seed %d", seed).isEqualTo(expected);
    }

    private static String field(Random random) {
        if (random.nextInt(20) == 0) {
            return "x".repeat(random.nextInt(200_000));
        }
        String letters = "ab,\"\n\r ü€";
        var field = new StringBuilder("f");
        for (int i = random.nextInt(40); i > 0; i--) {
            field.append(letters.charAt(random.nextInt(letters.length())));
        }
        return field.toString();
    }

    private static List<String> scan(String text) throws IOException {
        return scan(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> scan(byte[] bytes) throws IOException {
        List<String> records = new ArrayList<>();
        var scanner = new RecordScanner(new ByteArrayInputStream(bytes));
        while (scanner.next()) {
            if (scanner.problem() != null) {
                records.add(scanner.line() + "!" + scanner.problem());
                continue;
            }
            List<String> fields = new ArrayList<>();
            for (int i = 0; i < scanner.fields(); i++) {
                fields.add(scanner.text(i));
            }
            records.add(scanner.line() + "[" + String.join("|", fields) + "]");
        }
        return records;
    }
}
