package dev.portcullis.settings.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class UsdTest {

    @ParameterizedTest
    @CsvSource({"0,0", "0.000001,1", "0.00875,8750", "4.4,4400000", "22,22000000", "999999999.999999,999999999999999"})
    void dollars_become_whole_micro_dollars(String text, long micros) {
        assertThat(Usd.ofDollars(text)).isEqualTo(new Usd(micros));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "+1", "1e3", "0.0000001", "1.", ".5", "1,5", "$1", "", "1000000000", "NaN", "٣"})
    void what_is_not_plain_dollars_is_refused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Usd.ofDollars(text));
    }

    @Test
    void sums_are_exact_and_an_overflow_throws() {
        assertThat(new Usd(1).plus(new Usd(2)).times(5)).isEqualTo(new Usd(15));
        assertThat(new Usd(18_400).times(730).dollars()).isEqualTo(new BigDecimal("13.432000"));
        assertThatThrownBy(() -> new Usd(Long.MAX_VALUE).plus(new Usd(1))).isInstanceOf(ArithmeticException.class);
    }
}
