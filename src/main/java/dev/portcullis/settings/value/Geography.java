package dev.portcullis.settings.value;

import java.util.List;
import java.util.Locale;

/** The area in which Amazon Bedrock may process a prompt: the prefix of its cross-region inference profiles. */
public enum Geography {
    US,
    EU,
    APAC,
    JP,
    AU,
    GLOBAL;

    private static final List<String> JAPAN = List.of("ap-northeast-1", "ap-northeast-3");
    private static final List<String> AUSTRALIA = List.of("ap-southeast-2", "ap-southeast-4");

    /** Those whose profiles can be called from a region, the narrowest first; {@code GLOBAL} is always the last. */
    public static List<Geography> of(Region region) {
        String name = region.value();
        if (name.startsWith("us-")) {
            return List.of(US, GLOBAL);
        }
        if (name.startsWith("eu-")) {
            return List.of(EU, GLOBAL);
        }
        if (JAPAN.contains(name)) {
            return List.of(JP, APAC, GLOBAL);
        }
        if (AUSTRALIA.contains(name)) {
            return List.of(AU, APAC, GLOBAL);
        }
        return name.startsWith("ap-") ? List.of(APAC, GLOBAL) : List.of(GLOBAL);
    }

    /** The word used in settings, messages and inference profile ids. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
