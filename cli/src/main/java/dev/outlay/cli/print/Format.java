package dev.outlay.cli.print;

import dev.outlay.connect.json.TableCsv;
import dev.outlay.connect.json.TableJson;
import dev.outlay.connect.json.TableMarkdown;
import dev.outlay.report.Table;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/// The forms in which an answer is printed, by the names of `--output`.
public enum Format {
    TABLE {
        @Override
        public void print(Table table, boolean colour, OutputStream out) throws IOException {
            write(new TextTable(colour).text(table), out);
        }
    },
    JSON {
        @Override
        public void print(Table table, boolean colour, OutputStream out) throws IOException {
            TableJson.write(table, out);
            out.write('\n');
            out.flush();
        }
    },
    CSV {
        @Override
        public void print(Table table, boolean colour, OutputStream out) throws IOException {
            write(TableCsv.text(table), out);
        }
    },
    MARKDOWN {
        @Override
        public void print(Table table, boolean colour, OutputStream out) throws IOException {
            write(TableMarkdown.text(table), out);
        }
    };

    /// Prints an answer in UTF-8; `colour` is for tables only. Throws [IOException] where the reader has gone.
    public abstract void print(Table table, boolean colour, OutputStream out) throws IOException;

    private static void write(String text, OutputStream out) throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        writer.write(text);
        writer.flush();
    }
}
