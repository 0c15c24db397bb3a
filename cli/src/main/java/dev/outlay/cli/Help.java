package dev.outlay.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// How every verb presents itself: what it does, its options, and examples that work.
final class Help {

    private Help() {}

    static void describe(CommandSpec spec, String description, List<String> examples) {
        spec.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .type(boolean.class)
                .arity("0")
                .description("Print this help and end.")
                .build());
        spec.usageMessage()
                .description(description)
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
            spec.usageMessage().footerHeading("%nExamples:%n").footer(lines.toArray(new String[0]));
        }
    }
}
