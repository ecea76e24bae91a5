package dev.portcullis.settings.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.infra.gateway.Storage;
import org.junit.jupiter.api.Test;

final class ResourceNamesTest {
    @Test
    void the_longest_bucket_name_is_as_long_as_s3_allows() {
        ResourceNames longest = new ResourceNames("a".repeat(16));

        assertThat(longest.bucket(Storage.BACKUPS, "123456789012", "ap-southeast-2"))
                .isEqualTo("portcullis-aaaaaaaaaaaaaaaa-backups-123456789012-ap-southeast-2")
                .hasSize(63);
    }

    @Test
    void everything_of_a_stack_begins_with_its_name() {
        ResourceNames names = new ResourceNames("dev");

        assertThat(names.of("host")).isEqualTo("portcullis-dev-host");
        assertThat(names.parameter("desired")).isEqualTo("/portcullis/dev/desired");
        assertThat(names.metricNamespace()).isEqualTo("Portcullis/dev");
        assertThat(names.logGroup("portcullis-dev-idle-stop")).isEqualTo("/aws/lambda/portcullis-dev-idle-stop");
    }
}
