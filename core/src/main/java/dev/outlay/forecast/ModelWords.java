package dev.outlay.forecast;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The words of a model's name that tell models apart, such as `mask`, `rcnn`, `r`, `50`, `fpn`.
final class ModelWords {

    private static final Pattern WORD = Pattern.compile("[a-z]+|[0-9]+(?:\\.[0-9]+)?[a-z]*");
    // what is said by other columns, or by no column but about the run and not the model
    private static final Pattern OF_THE_RUN = Pattern.compile(
            "(?i)\\b\\d+(\\.\\d+)?\\s*(epochs?|steps?|k steps|ep|kimg|updates|nodes?|gpus?|dgx.*)\\b|\\bon\\b.*|\\bseq\\s*\\d+"
                    + "|\\b[AHVBP]\\d{2,3}\\b|bs\\s?\\d+(/gpu)?|\\b\\d+k\\b|_[0-9]+x\\b");
    private static final Pattern PARAMETERS = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*([bm])(?![a-z0-9])");
    private static final Set<String> NOISE = Set.of("the", "to", "of", "epochs", "run", "training", "pre", "net");

    private ModelWords() {}

    static List<String> of(String model) {
        String text = OF_THE_RUN.matcher(model).replaceAll(" ").toLowerCase(Locale.ROOT);
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            if (!NOISE.contains(matcher.group()) && !words.contains(matcher.group())) {
                words.add(matcher.group());
            }
        }
        return words;
    }

    /// The number of parameters that stands in a name, such as `Llama 3 70B`; unknown where there is none.
    static ModelSize size(String model) {
        Matcher matcher = PARAMETERS.matcher(model.toLowerCase(Locale.ROOT));
        return matcher.find()
                ? ModelSize.ofParameters(
                        Double.parseDouble(matcher.group(1)) * (matcher.group(2).equals("b") ? 1e9 : 1e6))
                : ModelSize.UNKNOWN;
    }

    /// The name with nothing but letters and digits, by which models are looked up.
    static String plain(String model) {
        return model.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]", "");
    }
}
