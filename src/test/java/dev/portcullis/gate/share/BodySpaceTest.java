package dev.portcullis.gate.share;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class BodySpaceTest {
    private static final long KIB = 1024;

    private final BodySpace space = new BodySpace(1024 * KIB, 100);

    @Test
    void one_key_has_half_of_what_the_others_leave() {
        assertThat(space.claim("a", "laptop").take(513 * KIB)).isFalse();
        assertThat(space.claim("a", "laptop").take(512 * KIB)).isTrue();
        assertThat(space.claim("a", "laptop").take(1)).isFalse();
        assertThat(space.claim("b", "ci").take(256 * KIB)).isTrue();
        assertThat(space.claim("b", "ci").take(1)).isFalse();
    }

    @Test
    void one_client_has_three_quarters_whatever_keys_it_has() {
        assertThat(space.claim("a", "laptop").take(512 * KIB)).isTrue();
        assertThat(space.claim("b", "laptop").take(256 * KIB)).isTrue();
        assertThat(space.claim("c", "laptop").take(1)).isFalse();
        assertThat(space.claim("d", "ci").take(60 * KIB)).isTrue();
    }

    @Test
    void the_last_eighth_is_for_short_bodies() {
        space.claim("a", "1").take(512 * KIB);
        space.claim("b", "2").take(256 * KIB);
        space.claim("c", "3").take(128 * KIB);

        assertThat(space.claim("d", "4").take(BodySpace.SHORT + 1)).isFalse();
        assertThat(space.claim("d", "4").take(BodySpace.SHORT)).isTrue();
    }

    @Test
    void what_is_closed_is_given_back_once_and_takes_no_more() {
        BodySpace.Claim claim = space.claim("a", "laptop");
        claim.take(512 * KIB);
        assertThat(claim.keepInMemory(100)).isTrue();
        assertThat(space.claim("b", "laptop").keepInMemory(1)).isFalse();
        claim.close();
        claim.close();

        assertThat(space.taken()).isZero();
        assertThat(claim.take(1)).isFalse();
        assertThat(space.claim("b", "laptop").keepInMemory(100)).isTrue();
        assertThat(space.claim("a", "laptop").take(512 * KIB)).isTrue();
    }
}
