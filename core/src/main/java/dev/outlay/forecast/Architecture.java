package dev.outlay.forecast;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// What kind of model is trained, which decides how its work is counted.
public enum Architecture {
    DENSE_LM("dense-lm"),
    MOE_LM("moe-lm"),
    ENCODER_LM("encoder-lm"),
    SEQ2SEQ("seq2seq-rnn"),
    CNN("cnn"),
    DETECTOR("detector"),
    GAN("gan"),
    DIFFUSION("diffusion"),
    SPEECH("speech"),
    RECSYS("recsys"),
    VISION_SSL("vit-ssl"),
    CLIP("clip");

    private final String text;

    Architecture(String text) {
        this.text = text;
    }

    /// The name in files and options, such as `dense-lm`.
    public String text() {
        return text;
    }

    /// The architecture of a name; what follows it in brackets is a remark. Throws [IllegalArgumentException],
    /// listing the names, where there is none.
    public static Architecture of(String name) {
        String plain = name.replaceFirst("\\(.*", "").strip().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(each -> each.text.equals(plain))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no kind of model is called '" + name + "': use one of "
                        + Arrays.stream(values()).map(Architecture::text).collect(Collectors.joining(", "))));
    }

    /// Whether work is counted in tokens that pass through layers of attention.
    boolean isLanguageModel() {
        return switch (this) {
            case DENSE_LM, MOE_LM, ENCODER_LM -> true;
            case SEQ2SEQ, CNN, DETECTOR, GAN, DIFFUSION, SPEECH, RECSYS, VISION_SSL, CLIP -> false;
        };
    }
}
