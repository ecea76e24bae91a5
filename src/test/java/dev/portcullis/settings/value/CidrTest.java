package dev.portcullis.settings.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {
    @ParameterizedTest
    @ValueSource(strings = {"203.0.113.0/24", "203.0.113.7/32", "128.0.0.0/1", "2001:db8::/32", "::1/128", "::/1"})
    void a_block_with_zero_host_bits_is_taken_as_written(String block) {
        assertThat(new Cidr(block)).hasToString(block);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0/0",
                "::/0",
                "203.0.113.7/24",
                "203.0.113.0/33",
                "2001:db8::/129",
                "2001:db8::1/32",
                "203.0.113.0",
                "203.0.113.0/024",
                "203.0.113.00/24",
                "203.0.113/24",
                "256.0.0.0/8",
                "999.1.1.1/32",
                "2001:DB8::/32",
                "2001:::/32",
                "localhost/32",
                "",
                "/24",
                " 203.0.113.0/24",
                "::ffff:0:0/96"
            })
    void anything_else_is_refused(String block) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Cidr(block))
                .withMessage("not an address block: " + block);
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.0/24, 203.0.113.0, true",
        "203.0.113.0/24, 203.0.113.255, true",
        "203.0.113.0/24, 203.0.114.0, false",
        "203.0.113.0/25, 203.0.113.128, false",
        "128.0.0.0/1, 255.255.255.255, true",
        "2001:db8::/32, 2001:db8:ffff::1, true",
        "2001:db8::/32, 2001:db9::, false",
        "203.0.113.0/24, 2001:db8::1, false",
        "2001:db8::/32, 203.0.113.1, false",
    })
    void a_block_contains_the_addresses_with_its_prefix(String block, String address, boolean contained) {
        assertThat(new Cidr(block).contains(address)).isEqualTo(contained);
    }

    /** These names resolve or would be asked for: only a refusal before the look-up gives this message for all. */
    @ParameterizedTest
    @ValueSource(strings = {"localhost", "llm.example.com", "203.0.113", "999.1.1.1", "1", "", "[::1]", "fe80::1%lo"})
    void a_name_is_never_looked_up(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Cidr("203.0.113.0/24").contains(name))
                .withMessage("not an address: " + name)
                .withNoCause();
    }

    @Test
    void an_address_of_ipv4_within_ipv6_counts_as_ipv4() {
        assertThat(new Cidr("203.0.113.0/24").contains("::ffff:cb00:7107")).isTrue();
    }
}
