package commonpractice.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.UnaryOperator;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.miscellaneous.StemmerOverrideFilter;
import org.elasticsearch.common.settings.Settings;

/** Fixes the stems of chosen words by {@code word, word => stem} rules and shields them from later stemmers. */
final class StemmerOverrides {

    private StemmerOverrides() {}

    static UnaryOperator<TokenStream> fromSettings(Settings settings) {
        StemmerOverrideFilter.Builder stems = new StemmerOverrideFilter.Builder(false);
        for (String line : settings.getAsList("rules")) {
            Rule rule = Rule.parse(line);
            for (String word : rule.left().split(",")) {
                stems.add(word.trim(), rule.right());
            }
        }
        StemmerOverrideFilter.StemmerOverrideMap map = built(stems);
        return words -> new StemmerOverrideFilter(words, map);
    }

    private static StemmerOverrideFilter.StemmerOverrideMap built(StemmerOverrideFilter.Builder stems) {
        try {
            return stems.build();
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }
}
