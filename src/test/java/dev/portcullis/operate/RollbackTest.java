package dev.portcullis.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.input.BadInput;
import dev.portcullis.release.DesiredDocument;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RollbackTest {
    private static final String OLD = "a".repeat(64);
    private static final String NEW = "b".repeat(64);

    @Test
    void a_bundle_that_is_all_that_is_new_goes_back_by_itself() {
        assertThat(Rollback.of(desired(OLD, "aud"), desired(NEW, "aud"), List.of()))
                .isEqualTo(new Rollback.Bundle(NEW, OLD));
    }

    @Test
    void a_wish_that_differs_in_anything_else_takes_a_person() {
        assertThat(Rollback.of(desired(OLD, "aud"), desired(NEW, "other"), List.of()))
                .isEqualTo(new Rollback.ByHand(List.of("desired: audience")));
    }

    @Test
    void a_deployment_that_changed_more_than_the_host_takes_a_person() {
        assertThat(Rollback.of(desired(OLD, "aud"), desired(NEW, "aud"), List.of("changed: edge-waf")))
                .isEqualTo(new Rollback.ByHand(List.of("changed: edge-waf")));
    }

    @Test
    void a_deployment_that_left_the_host_alone_is_not_taken_back_at_the_host() {
        assertThat(Rollback.of(desired(OLD, "aud"), desired(OLD, "aud"), List.of()))
                .isEqualTo(new Rollback.ByHand(List.of("the desired state has not changed")));
    }

    @Test
    void a_text_that_is_no_desired_state_is_never_written_back() {
        assertThatThrownBy(() -> Rollback.of("{}", desired(NEW, "aud"), List.of()))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("desired: it is not a desired-state document with the hash of a bundle");
    }

    private static String desired(String bundle, String audience) {
        return DesiredDocument.example(bundle).put("audience", audience).toString();
    }
}
