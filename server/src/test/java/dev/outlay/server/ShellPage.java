package dev.outlay.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A page whose fenced blocks marked `console` hold commands after `$ ` with what they print below them.
///
/// A here-document belongs to its command, to the line that ends it. Of what is printed, a line `...` stands for
/// any lines that are left out, and a line that ends in ` ...` is cut there.
record ShellPage(Path file, List<String> lines, List<Step> steps) {

    private static final String PROMPT = "$ ";
    private static final String LEFT_OUT = "...";
    private static final String CUT = " ...";
    private static final Pattern HERE_DOCUMENT = Pattern.compile("<<'(\\w+)'");

    /// One command with what the page says that it prints; `line` is where the command stands, from 1 on, and
    /// `firstOutput` the index of the first line that it prints.
    record Step(int line, int firstOutput, String command, List<String> printed) {

        /// Whether the lines are what the page says.
        boolean isPrinted(List<String> lines) {
            return fits(printed, lines);
        }

        private static boolean fits(List<String> said, List<String> lines) {
            if (said.isEmpty()) {
                return lines.isEmpty();
            }
            if (said.getFirst().equals(LEFT_OUT)) {
                return fits(said.subList(1, said.size()), lines)
                        || (!lines.isEmpty() && fits(said, lines.subList(1, lines.size())));
            }
            return !lines.isEmpty()
                    && isLine(said.getFirst(), lines.getFirst())
                    && fits(said.subList(1, said.size()), lines.subList(1, lines.size()));
        }

        private static boolean isLine(String said, String line) {
            return said.equals(line)
                    || (said.endsWith(CUT) && line.startsWith(said.substring(0, said.length() - CUT.length())));
        }

        boolean isWhole() {
            return printed.stream().noneMatch(line -> line.endsWith(LEFT_OUT));
        }
    }

    static ShellPage read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).equals("```console")) {
                i = block(lines, i + 1, steps);
            }
        }
        return new ShellPage(file, lines, steps);
    }

    private static int block(List<String> lines, int from, List<Step> steps) {
        int i = from;
        while (!lines.get(i).equals("```")) {
            if (!lines.get(i).startsWith(PROMPT)) {
                throw new IllegalStateException("line " + (i + 1) + " follows no command: " + lines.get(i));
            }
            int line = i + 1;
            var command = new StringBuilder(lines.get(i++).substring(PROMPT.length()));
            Matcher document = HERE_DOCUMENT.matcher(command);
            String end = document.find() ? document.group(1) : null;
            while (end != null) {
                command.append('\n').append(lines.get(i));
                end = lines.get(i++).equals(end) ? null : end;
            }
            int first = i;
            while (!lines.get(i).startsWith(PROMPT) && !lines.get(i).equals("```")) {
                i++;
            }
            steps.add(new Step(line, first, command.toString(), lines.subList(first, i)));
        }
        return i;
    }

    /// The page with other lines under the steps that show all that they print.
    List<String> with(List<List<String>> printed) {
        List<String> page = new ArrayList<>(lines);
        for (int i = steps.size() - 1; i >= 0; i--) {
            Step step = steps.get(i);
            if (step.isWhole()) {
                List<String> old = page.subList(
                        step.firstOutput(), step.firstOutput() + step.printed().size());
                old.clear();
                old.addAll(printed.get(i));
            }
        }
        return page;
    }

    /// Lines as a page holds them: without blanks at their ends, and without the empty ones at the end of all.
    static List<String> lines(String text) {
        List<String> lines = new ArrayList<>(
                Arrays.stream(text.split("\n", -1)).map(String::stripTrailing).toList());
        while (!lines.isEmpty() && lines.getLast().isEmpty()) {
            lines.removeLast();
        }
        return lines;
    }
}
