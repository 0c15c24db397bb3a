package dev.outlay.cli;

import dev.outlay.report.Parameter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// How every verb presents itself: what it does, its options, and examples that work.
final class Help {

    private Help() {}

    /// What a parameter is for, as an option says it.
    static String sentence(Parameter parameter) {
        return text(parameter.description()) + ".";
    }

    /// A text for picocli, which takes every text for a format.
    private static String text(String text) {
        return text.replace("%", "%%");
    }

    static void describe(CommandSpec spec, String description, List<String> examples) {
        spec.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .type(boolean.class)
                .arity("0")
                .description("Print this help and end.")
                .build());
        spec.usageMessage()
                .description(text(description))
                .sortOptions(false)
                .abbreviateSynopsis(true)
                .width(110);
        if (!examples.isEmpty()) {
            List<String> lines = new ArrayList<>();
            for (String example : examples) {
                int mark = example.indexOf('#');
                lines.add("  outlay "
                        + (mark < 0 ? example : example.substring(0, mark).strip()));
                if (mark >= 0) {
                    lines.add("      " + example.substring(mark + 1).strip());
                }
            }
            spec.usageMessage()
                    .footerHeading("%nExamples:%n")
                    .footer(lines.stream().map(Help::text).toArray(String[]::new));
        }
    }
}
