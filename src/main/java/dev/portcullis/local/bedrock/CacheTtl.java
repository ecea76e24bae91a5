package dev.portcullis.local.bedrock;

/** The time for which the prompt up to a mark is cached, which decides its price. */
enum CacheTtl {
    FIVE_MINUTES("5m"),
    ONE_HOUR("1h");

    private final String word;

    CacheTtl(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }

    /** A mark without a word means five minutes. */
    static CacheTtl of(String word) {
        if (word.isEmpty() || word.equals(FIVE_MINUTES.word)) {
            return FIVE_MINUTES;
        }
        if (word.equals(ONE_HOUR.word)) {
            return ONE_HOUR;
        }
        throw AwsError.validation("ttl: expected 5m or 1h, got '" + word + "'");
    }
}
