package dev.portcullis.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class VendorNameTest {
    @ParameterizedTest
    @CsvSource({
        "claude-haiku-4-5-20251001, claude-haiku-4-5",
        "us.anthropic.claude-haiku-4-5-20251001-v1:0, claude-haiku-4-5",
        "global.anthropic.claude-opus-5-5, claude-opus-5-5",
        "anthropic.claude-opus-5-5, claude-opus-5-5",
        "anthropic/claude-opus-5-5, claude-opus-5-5",
        "claude-haiku-4-5@20251001, claude-haiku-4-5",
        "claude-opus-5-5-20260115, claude-opus-5-5",
        "claude-opus-5-5[1m], claude-opus-5-5",
        "us.amazon.nova-pro-v1:0, nova-pro",
        "claude-opus-5-5, claude-opus-5-5",
        "no-model-2026, no-model-2026"
    })
    void what_stands_around_a_name_is_no_part_of_it(String given, String bare) {
        assertThat(VendorName.bare(given)).isEqualTo(bare);
    }
}
