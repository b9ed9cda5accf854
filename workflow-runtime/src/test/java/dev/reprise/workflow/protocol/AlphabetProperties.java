package dev.reprise.workflow.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class AlphabetProperties {
    @Property
    void anAlphabetCoversWhatItsExpressionMatchesAndNothingElse(
            @ForAll("alphabets") Alphabet alphabet, @ForAll("texts") String text) {
        assertThat(alphabet.covers(text)).isEqualTo(Pattern.matches(alphabet.toString(), text));
    }

    @Provide
    Arbitrary<Alphabet> alphabets() {
        return Arbitraries.of(Alphabet.WORD, Alphabet.PRINTABLE, Alphabet.VISIBLE, Alphabet.BASE64);
    }

    /** Mostly covered by some of them, with what is just beyond. */
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().withChars("azAZ09-_+/=").ofMaxLength(8),
                Arbitraries.strings().withCharRange('\u0000', '\u00ff').ofMaxLength(3),
                Arbitraries.strings().ofMaxLength(3));
    }
}
