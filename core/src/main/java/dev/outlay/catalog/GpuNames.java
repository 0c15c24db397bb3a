package dev.outlay.catalog;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The ways people and drivers write GPU models: `a100`, `A100-80GB`, `nvidia-tesla-t4`, `NVIDIA-A100-SXM4-80GB`.
final class GpuNames {

    // words that tell no two models apart
    private static final Set<String> NOISE = Set.of(
            "nvidia",
            "tesla",
            "geforce",
            "quadro",
            "amd",
            "instinct",
            "intel",
            "habana",
            "google",
            "cloud",
            "aws",
            "gpu",
            "generation",
            "edition",
            "tensor",
            "core",
            "mega");

    private GpuNames() {}

    /// The models a name stands for, in their order: the very model, else those of the same words, else those that
    /// have all the words. Whole words count, so `A10` is no `A100` and `T4` no `T4G`.
    static List<Gpu> matching(String asked, List<Gpu> gpus) {
        List<Gpu> same = gpus.stream()
                .filter(gpu -> gpu.model().equalsIgnoreCase(asked.strip()))
                .toList();
        if (!same.isEmpty()) {
            return same;
        }
        List<String> words = words(asked);
        if (words.isEmpty()) {
            return List.of();
        }
        Set<String> askedSet = new HashSet<>(words);
        same = gpus.stream()
                .filter(gpu -> askedSet.equals(new HashSet<>(words(gpu.model()))))
                .toList();
        return same.isEmpty() ? gpus.stream().filter(gpu -> hasAll(gpu, words)).toList() : same;
    }

    /// The name without form factor and memory: `A100`, `RTX 4060 Ti`.
    static String family(String model) {
        List<String> kept = new ArrayList<>();
        for (String word : model.split("[- ]", -1)) {
            if (!word.matches("(?i)SXM\\d*|PCIe|NVL|\\d+GB")) {
                kept.add(word);
            }
        }
        return String.join(" ", kept);
    }

    private static boolean hasAll(Gpu gpu, List<String> asked) {
        List<String> model = words(gpu.model());
        return asked.stream()
                .allMatch(word -> word.startsWith("hbm")
                        ? word.equalsIgnoreCase(gpu.memoryType())
                        : model.stream().anyMatch(own -> means(word, own)) || isRun(word, model));
    }

    private static boolean means(String asked, String own) {
        if (asked.equals(own)) {
            return true;
        }
        if (!own.startsWith(asked)) {
            return false;
        }
        String more = own.substring(asked.length());
        // "sxm" is any SXM and "trainium" any Trainium; "mi300" is the MI300A and the MI300X
        boolean everyNumber = asked.length() >= 3
                && asked.chars().allMatch(Character::isLetter)
                && more.chars().allMatch(Character::isDigit);
        boolean bothKinds = asked.startsWith("mi") && asked.length() >= 4 && (more.equals("a") || more.equals("x"));
        return everyNumber || bothKinds;
    }

    // words written as one, as in "rtx4090" or "h100sxm"
    private static boolean isRun(String asked, List<String> model) {
        for (int from = 0; from < model.size(); from++) {
            String run = model.get(from);
            for (int to = from + 1; to < model.size(); to++) {
                String word = model.get(to);
                if (asked.equals(run + word) || (word.startsWith("sxm") && asked.equals(run + "sxm"))) {
                    return true;
                }
                run += word;
            }
        }
        return false;
    }

    private static List<String> words(String name) {
        List<String> words = new ArrayList<>();
        for (String word : name.toLowerCase(Locale.ROOT).split("[^a-z0-9]+", -1)) {
            if (word.equals("mig") || word.equals("shared")) {
                break; // device plugins append how the GPU is cut
            }
            if ((word.equals("gb") || word.equals("gib"))
                    && !words.isEmpty()
                    && words.getLast().matches("\\d+")) {
                words.set(words.size() - 1, words.getLast() + "gb");
            } else if (word.equals("server") || word.equals("workstation")) {
                words.add(word.equals("server") ? "se" : "ws");
            } else if (!word.isEmpty() && !NOISE.contains(word)) {
                words.add(word);
            }
        }
        return words;
    }
}
