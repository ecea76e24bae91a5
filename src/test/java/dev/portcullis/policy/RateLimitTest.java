package dev.portcullis.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.input.Problem;
import dev.portcullis.input.Problems;
import dev.portcullis.settings.value.CloudflarePlan;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class RateLimitTest {
    @Test
    void on_the_free_plan_it_counts_by_path_alone() {
        RateLimit limit = RateLimit.of(CloudflarePlan.FREE, Tables.HOST);

        assertThat(limit.ref()).isEqualTo("rate");
        assertThat(limit.description()).isEqualTo("Portcullis: too many requests from one address");
        assertThat(limit.expression().render()).isEqualTo("starts_with(http.request.uri.path, \"/v1/\")");
        assertThat(limit.period()).isEqualTo(10);
        assertThat(limit.requestsPerPeriod()).isEqualTo(100);
        assertThat(limit.mitigationTimeout()).isEqualTo(10);
        assertThat(limit.characteristics()).containsExactly("cf.colo.id", "ip.src");
        assertThat(limit.requestsToOrigin()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "FREE")
    void on_the_others_it_counts_our_host_alone_and_blocks_for_longer(CloudflarePlan plan) {
        RateLimit limit = RateLimit.of(plan, Tables.HOST);

        assertThat(limit.expression().render())
                .isEqualTo("starts_with(lower(http.host), \"llm.example.com\")"
                        + " and starts_with(http.request.uri.path, \"/v1/\")");
        assertThat(limit.period()).isEqualTo(10);
        assertThat(limit.requestsPerPeriod()).isEqualTo(100);
        assertThat(limit.mitigationTimeout()).isEqualTo(60);
    }

    @ParameterizedTest
    @EnumSource
    void it_is_within_its_own_plan(CloudflarePlan plan) {
        Problems problems = new Problems();

        RateLimit.of(plan, Tables.HOST).check(plan, problems);

        assertThat(problems.all()).isEmpty();
        assertThat(plan.rateLimitRules()).isPositive();
    }

    @Test
    void a_limit_made_for_a_larger_plan_is_a_problem_on_a_smaller_one() {
        Problems problems = new Problems();
        RateLimit slow = new RateLimit("r", "d", new Expression.Ssl(), 60, 100, 60, List.of(), false);

        slow.check(CloudflarePlan.FREE, problems);

        assertThat(problems.all())
                .containsExactly(
                        new Problem(
                                "cloudflarePlan",
                                "a rate-limit period of at most 10 s on the plan 'free'",
                                "60 s",
                                "Choose a larger plan"),
                        new Problem(
                                "cloudflarePlan",
                                "a rate-limit timeout of at most 10 s on the plan 'free'",
                                "60 s",
                                "Choose a larger plan"));
    }

    @Test
    void every_route_is_counted() {
        Expression expression = RateLimit.of(CloudflarePlan.FREE, Tables.HOST).expression();

        assertThat(Corpus.pass()).allMatch(line -> expression.eval(line.request()));
    }
}
