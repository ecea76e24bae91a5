package dev.portcullis.local.boot.guest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LookTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:8080, true",
        "127.0.0.53%lo:53, true",
        "[::1]:5432, true",
        "0.0.0.0:43256, false",
        "*:80, false",
        "[::]:22, false",
        "10.0.0.1:8080, false"
    })
    void only_addresses_of_this_machine_alone_are_loopback(String address, boolean loopback) {
        assertThat(new Look.Socket(address, "any").isLoopback()).isEqualTo(loopback);
    }
}
