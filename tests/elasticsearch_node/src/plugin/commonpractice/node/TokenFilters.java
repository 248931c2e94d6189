package commonpractice.node;

import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.miscellaneous.RemoveDuplicatesTokenFilter;
import org.apache.lucene.analysis.ngram.EdgeNGramTokenFilter;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.index.analysis.AbstractTokenFilterFactory;
import org.elasticsearch.index.analysis.NormalizingTokenFilterFactory;
import org.elasticsearch.index.analysis.TokenFilterFactory;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;
import org.elasticsearch.plugins.AnalysisPlugin;

/** Names the filters that change, drop or cut words, with the settings names of the stock server. */
final class TokenFilters {

    private TokenFilters() {}

    static Map<String, AnalysisProvider<TokenFilterFactory>> byName() {
        return Map.of(
                "lowercase", normalizing(settings -> LowerCaseFilter::new),
                "asciifolding", normalizing(TokenFilters::asciiFolding),
                "stemmer", AnalysisPlugin.requiresAnalysisSettings(plain(Stemmers::fromSettings)),
                "stemmer_override", AnalysisPlugin.requiresAnalysisSettings(plain(StemmerOverrides::fromSettings)),
                "edge_ngram", plain(TokenFilters::edgeNGram),
                "unique", plain(TokenFilters::unique),
                "remove_duplicates", plain(settings -> RemoveDuplicatesTokenFilter::new));
    }

    private static UnaryOperator<TokenStream> asciiFolding(Settings settings) {
        boolean keepOriginal = settings.getAsBoolean("preserve_original", false);
        return words -> new ASCIIFoldingFilter(words, keepOriginal);
    }

    private static UnaryOperator<TokenStream> edgeNGram(Settings settings) {
        int shortest = settings.getAsInt("min_gram", 1);
        int longest = settings.getAsInt("max_gram", 2);
        boolean keepOriginal = settings.getAsBoolean("preserve_original", false);
        return words -> new EdgeNGramTokenFilter(words, shortest, longest, keepOriginal);
    }

    private static UnaryOperator<TokenStream> unique(Settings settings) {
        boolean samePositionOnly = settings.getAsBoolean("only_on_same_position", false);
        return samePositionOnly ? RemoveDuplicatesTokenFilter::new : UniqueWordsFilter::new;
    }

    private static AnalysisProvider<TokenFilterFactory> plain(Function<Settings, UnaryOperator<TokenStream>> read) {
        return (index, environment, name, settings) -> new Plain(name, settings, read.apply(settings));
    }

    private static AnalysisProvider<TokenFilterFactory> normalizing(
            Function<Settings, UnaryOperator<TokenStream>> read) {
        return (index, environment, name, settings) -> new Normalizing(name, settings, read.apply(settings));
    }

    /** A filter for analysed text only. */
    private static class Plain extends AbstractTokenFilterFactory {
        private final UnaryOperator<TokenStream> filter;

        Plain(String name, Settings settings, UnaryOperator<TokenStream> filter) {
            super(name, settings);
            this.filter = filter;
        }

        @Override
        public TokenStream create(TokenStream words) {
            return filter.apply(words);
        }
    }

    /** A filter that keyword normalizers and prefix queries use too, because it maps each word to one word. */
    private static final class Normalizing extends Plain implements NormalizingTokenFilterFactory {
        Normalizing(String name, Settings settings, UnaryOperator<TokenStream> filter) {
            super(name, settings, filter);
        }
    }
}
