package dev.portcullis.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Options that decide what a replacement and a destroy do in earnest. */
final class DeclaredOptionsTest {
    private static final Declared ALL = ExampleStack.record(Map.of(
            "portcullis:responseHeaders",
            true,
            "portcullis:browserCheckOff",
            true,
            "portcullis:auditTrail",
            true,
            "portcullis:logs",
            "cloudwatch"));

    @Test
    void a_ruleset_goes_before_the_one_that_replaces_it_because_a_zone_has_one_of_a_phase() {
        List<RecordedResource> rulesets =
                ALL.ofType("cloudflare:index/ruleset:Ruleset").toList();

        assertThat(rulesets).hasSize(4).allMatch(RecordedResource::deleteBeforeReplace);
    }

    @Test
    void a_bucket_and_every_rule_of_it_are_protected_and_kept_on_delete() {
        List<RecordedResource> buckets = ALL.custom()
                .filter(resource -> resource.type().startsWith("aws:s3/bucket"))
                .filter(resource -> !resource.type().endsWith(":BucketObjectv2"))
                .toList();

        assertThat(buckets).hasSizeGreaterThan(20).allMatch(one -> one.protect() && one.retainOnDelete());
    }
}
