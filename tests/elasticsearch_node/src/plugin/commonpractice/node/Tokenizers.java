package commonpractice.node;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.core.KeywordTokenizer;
import org.apache.lucene.analysis.core.LetterTokenizer;
import org.apache.lucene.analysis.core.WhitespaceTokenizer;
import org.elasticsearch.index.analysis.TokenizerFactory;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;

/** Names the tokenizers beside {@code standard}, which the server itself has; normalizers need {@code keyword}. */
final class Tokenizers {

    private Tokenizers() {}

    static Map<String, AnalysisProvider<TokenizerFactory>> byName() {
        return Map.of(
                "whitespace", provider(WhitespaceTokenizer::new),
                "keyword", provider(KeywordTokenizer::new),
                "letter", provider(LetterTokenizer::new));
    }

    private static AnalysisProvider<TokenizerFactory> provider(Supplier<Tokenizer> tokenizer) {
        return (index, environment, name, settings) -> TokenizerFactory.newFactory(name, tokenizer);
    }
}
