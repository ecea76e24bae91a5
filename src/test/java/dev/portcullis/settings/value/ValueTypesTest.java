package dev.portcullis.settings.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueTypesTest {
    @ParameterizedTest
    @CsvSource({"8760h, PT8760H", "1h30m, PT1H30M", "90s, PT1M30S", "1h5s, PT1H5S", "0s, PT0S"})
    void a_duration_is_written_as_go_writes_it(String text, Duration duration) {
        assertThat(new GoDuration(text).duration()).isEqualTo(duration);
        assertThat(new GoDuration(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "30", "h", "30m1h", "-1h", "1.5h", "1d", "1h 30m", "PT1H", "1H", "1234567h"})
    void any_other_duration_is_refused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GoDuration(text))
                .withMessage("not a duration: " + text);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 0.000001", "2500000, 2.5", "10000000, 10", "100000000, 100"})
    void an_amount_is_printed_without_loss(long micros, String decimal) {
        assertThat(new Usd(micros).decimal()).isEqualTo(decimal);
        assertThat(new Usd(micros)).hasToString("$" + decimal);
    }

    @Test
    void an_amount_is_never_negative() {
        assertThat(Usd.ofDollars(3)).isEqualTo(new Usd(3_000_000)).isLessThan(Usd.ofDollars(4));
        assertThatIllegalArgumentException().isThrownBy(() -> new Usd(-1));
    }

    @ParameterizedTest
    @CsvSource({
        "us-east-1, US GLOBAL",
        "eu-west-1, EU GLOBAL",
        "ap-northeast-1, JP APAC GLOBAL",
        "ap-northeast-3, JP APAC GLOBAL",
        "ap-northeast-2, APAC GLOBAL",
        "ap-southeast-2, AU APAC GLOBAL",
        "ap-southeast-4, AU APAC GLOBAL",
        "ap-south-1, APAC GLOBAL",
        "ca-central-1, GLOBAL",
        "sa-east-1, GLOBAL",
        "me-central-1, GLOBAL",
        "il-central-1, GLOBAL",
        "mx-central-1, GLOBAL",
        "af-south-1, GLOBAL",
    })
    void a_region_can_call_the_geographies_it_lies_in_and_global(String region, String geographies) {
        List<Geography> expected =
                List.of(geographies.split(" ")).stream().map(Geography::valueOf).toList();
        assertThat(Geography.of(new Region(region))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"t4g.small", "t4g.2xlarge", "c7g.medium", "m7g.16xlarge", "r8g.48xlarge", "c8g.24xlarge"})
    void an_arm64_type_of_two_gib_or_more_fits(String type) {
        assertThat(new InstanceType(type)).hasToString(type);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "t4g.nano",
                "t4g.micro",
                "t4g.4xlarge",
                "m7i.large",
                "t3.small",
                "m7g.metal",
                "m7g.24xlarge",
                "c7gn.medium",
                "m6g.large",
                "m7g",
                "t4g.small "
            })
    void any_other_type_is_refused(String type) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new InstanceType(type))
                .withMessage("not an instance type for the host: " + type);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://app.example.com:443",
                "https://app.example.com:0",
                "https://app.example.com:65536",
                "https://app",
                "https://App.example.com",
                "app.example.com",
                "null",
                "https://u@app.example.com"
            })
    void an_origin_that_no_browser_sends_is_refused(String origin) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Origin(origin))
                .withMessage("not an https origin: " + origin);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://app.example.com", "https://app.example.com:4433", "https://a.b:65535"})
    void an_origin_is_taken_as_a_browser_sends_it(String origin) {
        assertThat(new Origin(origin)).hasToString(origin);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jo",
                "jo@",
                "@example.com",
                "jo@example",
                "jo@-example.com",
                "a b@example.com",
                "jo@example.com,al@example.com",
                "\"jo\"@example.com",
                "jo@exa_mple.com"
            })
    void a_mail_address_is_plain(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Email(address))
                .withMessage("not a mail address: " + address);
    }

    @Test
    void a_zone_knows_its_region() {
        assertThat(new AvailabilityZone("us-east-1f").region()).isEqualTo(new Region("us-east-1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"us-east-1", "us-west-2-lax-1a", "us-gov-west-1a", "us-east-1A", "use1-az1", ""})
    void a_zone_of_another_kind_is_refused(String zone) {
        assertThatIllegalArgumentException().isThrownBy(() -> new AvailabilityZone(zone));
    }

    @Test
    void snapshot_ids_have_two_lengths() {
        assertThat(new SnapshotId("snap-01234567").value()).isEqualTo("snap-01234567");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SnapshotId("snap-012345678"))
                .withMessage("not a snapshot id: snap-012345678");
    }
}
