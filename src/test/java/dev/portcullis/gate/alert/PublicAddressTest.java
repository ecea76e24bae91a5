package dev.portcullis.gate.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.settings.value.WebhookAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PublicAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.9.9.9",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "192.0.0.8",
                "198.19.0.1",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "fe80::1",
                "fc00::1",
                "fd00:ec2::254",
                "ff02::1",
                "::ffff:127.0.0.1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::",
                "2001:0:1::",
                "2001:db8::1"
            })
    void an_address_that_is_not_public_is_refused(String address) throws UnknownHostException {
        assertThat(PublicAddress.isPublic(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "172.15.0.1", "172.32.0.1",
                "192.0.1.1", "198.17.0.1", "198.20.0.1", "223.255.255.255", "2606:4700::1", "2a00:1450::1",
                        "2001:4860::1"
            })
    void a_public_address_is_called(String address) throws UnknownHostException {
        assertThat(PublicAddress.isPublic(InetAddress.getByName(address))).isTrue();
    }

    @Test
    void a_name_that_leads_to_this_machine_is_refused() {
        assertThatThrownBy(() -> PublicAddress.of("localhost")).isInstanceOf(UnknownHostException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://hooks.example.com/x",
                "https://127.0.0.1/x",
                "https://[::1]/x",
                "https://2130706433/x",
                "https://0x7f.1/x",
                "https://localhost/x",
                "https://ops.internal/x",
                "https://hooks.example.com:8443/x",
                "https://user@hooks.example.com/x",
                "https://hooks.example.com/x#y",
                "https://hooks.example.com/a b",
                "https://hooks/x",
                "ftp://hooks.example.com/x",
                "https://hooks.example.com./x",
                ""
            })
    void an_address_that_cannot_be_a_service_is_refused_without_being_repeated(String text) {
        assertThatThrownBy(() -> WebhookAddress.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not a webhook's address")
                .hasNoCause();
    }

    @Test
    void an_address_does_not_print() {
        assertThat(WebhookAddress.of("https://hooks.example.com:443/secretpath?sig=x"))
                .hasToString("WebhookAddress");
    }
}
