package dev.outlay.catalog;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The words by which people mean a region: its id and the words in it, its place, its country and its part of the
/// world.
record RegionWords(@Nullable Area area, Set<String> words, String text) {

    private static final Map<String, List<String>> COUNTRY_WORDS = Map.of(
            "USA", List.of("us"),
            "GBR", List.of("uk", "britain", "england"),
            "ARE", List.of("uae", "emirates"),
            "KOR", List.of("korea"),
            "MEX", List.of("latam"));

    private static final Set<String> AREA_WORDS =
            Arrays.stream(Area.values()).flatMap(area -> area.words().stream()).collect(Collectors.toUnmodifiableSet());

    static RegionWords of(Region region) {
        return of(region.id(), region);
    }

    /// A region of an offer; `region` is null where the catalog knows nothing but its id.
    static RegionWords of(String id, @Nullable Region region) {
        Set<String> words = new HashSet<>();
        StringBuilder text = new StringBuilder(" ");
        add(id, words, text);
        if (region != null && region.countryIso3() != null) {
            add(region.place(), words, text);
            add(region.countryIso3(), words, text);
            COUNTRY_WORDS.getOrDefault(region.countryIso3(), List.of()).forEach(word -> add(word, words, text));
            if (region.country() != null) {
                add(region.country(), words, text);
            }
            if (region.area() != null) {
                region.area().words().forEach(word -> add(word, words, text));
            }
        }
        return new RegionWords(region == null ? null : region.area(), words, text.toString());
    }

    /// A word for a part of the world is decided by the country alone, or "south america" would match a south of
    /// the USA. Otherwise each asked word must be a word of the region or, from four letters on, a part of its
    /// text: two letters such as `us` would otherwise match Austria. A blank question matches nothing.
    boolean matches(String asked) {
        String plain = plain(asked);
        if (plain.isEmpty()) {
            return false;
        }
        if (area != null && AREA_WORDS.contains(plain)) {
            return area.words().contains(plain);
        }
        return text.contains(" " + plain + " ")
                || Arrays.stream(plain.split(" ", -1))
                        .allMatch(word -> words.contains(word) || (word.length() >= 4 && text.contains(word)));
    }

    private static void add(String phrase, Set<String> words, StringBuilder text) {
        String plain = plain(phrase);
        text.append(plain).append(' ');
        words.addAll(List.of(plain.split(" ", -1)));
        words.add(plain);
    }

    // "São Paulo" and "eu-west1" become "sao paulo" and "eu west 1"
    private static String plain(String phrase) {
        String letters = isAscii(phrase) ? phrase : Normalizer.normalize(phrase, Normalizer.Form.NFD);
        letters = letters.toLowerCase(Locale.ROOT);
        StringBuilder plain = new StringBuilder();
        char before = ' ';
        for (int i = 0; i < letters.length(); i++) {
            char letter = letters.charAt(i);
            if (Character.getType(letter) == Character.NON_SPACING_MARK) {
                continue;
            }
            boolean kept = Character.isLetterOrDigit(letter);
            boolean cut = kept ? Character.isLetter(before) && Character.isDigit(letter) : true;
            if (cut && !plain.isEmpty() && plain.charAt(plain.length() - 1) != ' ') {
                plain.append(' ');
            }
            if (kept) {
                plain.append(letter);
            }
            before = letter;
        }
        return plain.toString().strip();
    }

    // taking accents off loads tables that no ASCII name needs
    private static boolean isAscii(String phrase) {
        for (int i = 0; i < phrase.length(); i++) {
            if (phrase.charAt(i) > 127) {
                return false;
            }
        }
        return true;
    }
}
