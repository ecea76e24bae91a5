package dev.portcullis.idlestop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WakeSignatureTest {
    private static final String TIME = "1800000000";
    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000L);

    private final WakeSignature signature = new WakeSignature("secret");

    /** The value is that of {@code openssl dgst -sha256 -hmac secret} over the purpose, a line feed and the time. */
    @Test
    void it_is_the_hmac_of_the_purpose_and_the_time() {
        assertThat(signature.of(TIME)).isEqualTo("0b7137fe55c73881fb80265333fad91e722fc23f7fd812f9ad63112e49615a75");
    }

    @ParameterizedTest
    @CsvSource({"-60, true", "60, true", "-61, false", "61, false", "0, true"})
    void a_question_is_good_for_a_minute_on_either_side(int seconds, boolean good) {
        assertThat(signature.isGood(TIME, signature.of(TIME), NOW.plusSeconds(seconds)))
                .isEqualTo(good);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "0b7137fe55c73881fb80265333fad91e722fc23f7fd812f9ad63112e49615a750", "x"})
    void another_signature_is_not_good(String other) {
        assertThat(signature.isGood(TIME, other, NOW)).isFalse();
    }

    @Test
    void a_signature_with_another_secret_is_not_good() {
        assertThat(signature.isGood(TIME, new WakeSignature("other").of(TIME), NOW))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1e9", "9999999999999", " 1800000000"})
    void a_time_that_is_none_is_not_good(String time) {
        assertThat(signature.isGood(time, signature.of(time), NOW)).isFalse();
    }
}
