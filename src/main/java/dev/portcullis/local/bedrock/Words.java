package dev.portcullis.local.bedrock;

import java.util.Arrays;
import java.util.List;

/** The stand-in's tokens: words parted by white space, so that anyone can count them. */
final class Words {
    private Words() {}

    static List<String> of(String text) {
        return Arrays.stream(text.split("\\s+")).filter(word -> !word.isEmpty()).toList();
    }

    static int count(String text) {
        return of(text).size();
    }
}
