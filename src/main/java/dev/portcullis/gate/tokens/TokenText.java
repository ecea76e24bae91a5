package dev.portcullis.gate.tokens;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import com.knuddels.jtokkit.api.IntArrayList;
import java.nio.charset.StandardCharsets;

/**
 * The text behind numbers of the tokenizer cl100k_base, in which LangChain and others send what is to be embedded
 * (openai-python's {@code input} takes them; every embedding model of OpenAI's has this tokenizer).
 */
public final class TokenText {
    /** Numbers from here on are marks such as the end of a text, which are no text. */
    private static final int LAST = 100_255;

    private TokenText() {}

    /** Some 100,000 tokens, in memory from the first use on. */
    private static final class Shared {
        static final Encoding CL100K = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.CL100K_BASE);
    }

    /** Whether a number stands for text. */
    public static boolean isToken(int number) {
        return number >= 0 && number <= LAST;
    }

    /** Turns tokens into text; a character that is cut in two becomes a replacement character. */
    public static String of(int[] numbers) {
        IntArrayList list = new IntArrayList(numbers.length);
        for (int number : numbers) {
            list.add(number);
        }
        return new String(Shared.CL100K.decodeBytes(list), StandardCharsets.UTF_8);
    }
}
