package dev.portcullis.difference;

import static dev.portcullis.difference.Plans.resource;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.difference.Difference.Changed;
import dev.portcullis.difference.Difference.Effect;
import dev.portcullis.difference.Difference.PromiseChange;
import dev.portcullis.difference.Difference.RuleChange;
import dev.portcullis.difference.Difference.Standing;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DifferenceTest {
    private static final String VOLUME = "aws:ebs/volume:Volume";
    private static final String INSTANCE = "aws:ec2/instance:Instance";
    private static final String SUBNET = "aws:ec2/subnet:Subnet";
    private static final String PARAMETER = "aws:ssm/parameter:Parameter";

    @Test
    void a_plan_does_not_differ_from_itself() {
        PlanDocument plan = new Plans()
                .with(resource(VOLUME, "disk", "{\"size\":20}"))
                .rule("a", "true")
                .promise("kept", true)
                .document();

        assertThat(Difference.between(plan, plan).isEmpty()).isTrue();
    }

    @Test
    void new_and_gone_resources_are_told_by_their_urns() {
        Difference difference =
                Difference.between(Plans.of(resource(VOLUME, "old", "{}")), Plans.of(resource(VOLUME, "new", "{}")));

        assertThat(difference.added()).extracting("name").containsExactly("new");
        assertThat(difference.removed()).extracting("name").containsExactly("old");
        assertThat(difference.changed()).isEmpty();
    }

    @Test
    void a_removed_zone_setting_is_told_to_stay_as_it_is_at_cloudflare() {
        Difference difference = Difference.between(
                Plans.of(resource("cloudflare:index/zoneSetting:ZoneSetting", "min-tls", "{}")), Plans.of());

        assertThat(Sections.of(difference).get(0).lines())
                .extracting(Section.Line::text)
                .containsExactly("min-tls ZoneSetting, which changes nothing at Cloudflare: set it back there by hand");
    }

    @Test
    void components_are_no_resources() {
        assertThat(Difference.between(Plans.of(), Plans.of(resource("portcullis:index:Host", "host", "{}")))
                        .isEmpty())
                .isTrue();
    }

    @Test
    void a_property_that_can_change_in_place_is_an_update() {
        Changed changed =
                onlyChange(resource(VOLUME, "disk", "{\"size\":20}"), resource(VOLUME, "disk", "{\"size\":30}"));

        assertThat(changed.effect()).isEqualTo(Effect.UPDATE);
        assertThat(shown(changed)).containsExactly("size: 20 -> 30");
    }

    @Test
    void a_property_that_cannot_change_in_place_replaces_and_is_named() {
        Changed changed = onlyChange(
                resource(INSTANCE, "host", "{\"rootBlockDevice\":{\"encrypted\":true,\"volumeSize\":8}}"),
                resource(INSTANCE, "host", "{\"rootBlockDevice\":{\"encrypted\":false,\"volumeSize\":9}}"));

        assertThat(changed.effect()).isEqualTo(Effect.REPLACE);
        assertThat(changed.because()).containsExactly("rootBlockDevice.encrypted");
        assertThat(shown(changed))
                .containsExactly("rootBlockDevice.encrypted: true -> false", "rootBlockDevice.volumeSize: 8 -> 9");
    }

    @Test
    void what_stands_on_a_replaced_resource_is_replaced_with_it() {
        String host = resource(INSTANCE, "host", "{\"subnetId\":\"${net.id}\"}");
        String attachment =
                resource("aws:ec2/volumeAttachment:VolumeAttachment", "hang", "{\"instanceId\":\"${host.id}\"}");
        Difference difference = Difference.between(
                Plans.of(resource(SUBNET, "net", "{\"cidrBlock\":\"10.0.0.0/24\"}"), host, attachment),
                Plans.of(resource(SUBNET, "net", "{\"cidrBlock\":\"10.1.0.0/24\"}"), host, attachment));

        assertThat(difference.changed(Effect.REPLACE))
                .extracting(one -> one.resource().name() + " for " + one.because())
                .containsExactlyInAnyOrder(
                        "net for [cidrBlock]",
                        "host for [subnetId of what is replaced]",
                        "hang for [instanceId of what is replaced]");
    }

    @Test
    void what_is_ignored_does_not_count() {
        String ignored = "\"ignoreChanges\":[\"ami\"]";

        assertThat(Difference.between(
                                Plans.of(resource(INSTANCE, "host", "{\"ami\":\"one\"}", ignored)),
                                Plans.of(resource(INSTANCE, "host", "{\"ami\":\"two\"}", ignored)))
                        .isEmpty())
                .isTrue();
    }

    @Test
    void a_protection_that_is_taken_away_is_a_change() {
        Changed changed = onlyChange(
                resource(VOLUME, "disk", "{}", "\"protect\":true"),
                resource(VOLUME, "disk", "{}", "\"protect\":false"));

        assertThat(shown(changed)).containsExactly("(protect): true -> false");
        assertThat(changed.effect()).isEqualTo(Effect.UPDATE);
    }

    @Test
    void a_type_whose_replacing_properties_are_not_known_is_not_guessed_at() {
        Changed changed = onlyChange(
                resource("aws:new/thing:Thing", "x", "{\"name\":\"a\"}"),
                resource("aws:new/thing:Thing", "x", "{\"name\":\"b\"}"));

        assertThat(changed.effect()).isEqualTo(Effect.NOT_KNOWN);
    }

    @Test
    void one_statement_more_is_one_change_and_json_in_a_text_is_opened() {
        String before = "[{\"Sid\":\"Read\",\"Action\":[\"s3:GetObject\",\"s3:ListBucket\"]}]";
        String after =
                "[{\"Sid\":\"Write\",\"Action\":[\"s3:PutObject\"]},{\"Sid\":\"Read\",\"Action\":[\"s3:GetObject\"]}]";
        Changed changed = onlyChange(policy(before), policy(after));

        assertThat(shown(changed))
                .containsExactly(
                        "policy.Statement[Read].Action[]: \"s3:ListBucket\" -> (none)",
                        "policy.Statement[Write]: (none) -> {\"Sid\":\"Write\",\"Action\":[\"s3:PutObject\"]}");
    }

    @Test
    void another_order_is_told_where_nothing_else_differs() {
        Changed changed = onlyChange(
                resource(INSTANCE, "host", "{\"ids\":[\"a\",\"b\"]}"),
                resource(INSTANCE, "host", "{\"ids\":[\"b\",\"a\"]}"));

        assertThat(shown(changed)).containsExactly("ids[order]: [\"a\",\"b\"] -> [\"b\",\"a\"]");
    }

    @Test
    void a_value_that_stands_where_a_secret_stood_is_not_shown() {
        Changed opened = onlyChange(
                resource(PARAMETER, "key", "{\"value\":\"[secret]\"}"),
                resource(PARAMETER, "key", "{\"value\":\"hunter2\"}"));
        Changed closed = onlyChange(
                resource(PARAMETER, "key", "{\"value\":{\"deep\":\"hunter2\"}}"),
                resource(PARAMETER, "key", "{\"value\":\"[secret]\"}"));
        Changed listed = onlyChange(
                resource(PARAMETER, "key", "{\"value\":[\"[secret]\"]}"),
                resource(PARAMETER, "key", "{\"value\":[\"hunter2\"]}"));

        assertThat(shown(opened))
                .containsExactly("value: \"[secret]\" -> \"[a value that is not marked as secret; not shown]\"");
        assertThat(shown(closed)).singleElement().asString().doesNotContain("hunter2");
        assertThat(shown(listed)).singleElement().asString().doesNotContain("hunter2");
    }

    @Test
    void edge_rules_come_change_and_go() {
        Difference difference = Difference.between(
                new Plans()
                        .rule("gone", "a")
                        .rule("kept", "b")
                        .rule("other", "c")
                        .document(),
                new Plans()
                        .rule("kept", "b")
                        .rule("other", "d")
                        .rule("new", "e")
                        .document());

        assertThat(difference.edgeRules())
                .containsExactly(
                        new RuleChange("gone", "block if a", ""),
                        new RuleChange("other", "block if c", "block if d"),
                        new RuleChange("new", "", "block if e"));
        assertThat(difference.edgeRulesReordered()).isFalse();
    }

    @Test
    void another_order_of_edge_rules_is_a_difference() {
        Difference difference = Difference.between(
                new Plans().rule("a", "x").rule("b", "y").document(),
                new Plans().rule("b", "y").rule("a", "x").document());

        assertThat(difference.edgeRulesReordered()).isTrue();
        assertThat(difference.isEmpty()).isFalse();
    }

    @Test
    void a_promise_that_is_no_longer_checked_is_told_like_a_broken_one() {
        Difference difference = Difference.between(
                new Plans().promise("locked", true).promise("sealed", true).document(),
                new Plans().promise("locked", false, "urn of it").document());

        assertThat(difference.promises())
                .containsExactly(
                        new PromiseChange("locked", Standing.HELD, Standing.BROKEN, List.of("urn of it")),
                        new PromiseChange("sealed", Standing.HELD, Standing.ABSENT, List.of()));
        assertThat(Sections.of(difference).get(0).lines())
                .extracting(line -> line.mark() + line.text())
                .containsExactly("-locked: held -> broken", "     urn of it", "-sealed: held -> not checked");
    }

    @Test
    void a_promise_that_is_not_asked_is_neither_kept_nor_broken() {
        Difference difference = Difference.between(
                new Plans()
                        .promise("locked", true)
                        .promise("bounded", true)
                        .notAsked("shared")
                        .document(),
                new Plans()
                        .promise("locked", true)
                        .notAsked("bounded")
                        .notAsked("shared")
                        .document());

        assertThat(Sections.of(difference).get(0).lines())
                .extracting(line -> line.mark() + line.text())
                .containsExactly("-bounded: held -> not asked");
        assertThat(new Summary(difference).rows()).contains(new Summary.Row("promises kept", "2 of 2", "1 of 1"));
    }

    @Test
    void a_new_bundle_alone_changes_nothing_beside_the_bundle() {
        String object = "aws:s3/bucketObjectv2:BucketObjectv2";
        PlanDocument before = new Plans()
                .with(resource(object, "bundle", "{\"key\":\"bundles/a\",\"source\":{\"path\":\"a\"}}"))
                .with(desired("a"))
                .document();
        PlanDocument after = new Plans()
                .with(resource(object, "bundle", "{\"key\":\"bundles/b\",\"source\":{\"path\":\"b\"}}"))
                .with(desired("b"))
                .document();
        PlanDocument more = new Plans()
                .with(resource(object, "bundle", "{\"key\":\"bundles/b\",\"source\":{\"path\":\"b\"}}"))
                .with(resource(PARAMETER, "desired", "{\"value\":\"{\\\"bundle\\\":{},\\\"audience\\\":\\\"x\\\"}\"}"))
                .with(resource(VOLUME, "disk", "{}"))
                .rule("lock", "true")
                .document();

        assertThat(Difference.between(before, after).besidesTheBundle()).isEmpty();
        assertThat(Difference.between(before, more).besidesTheBundle())
                .containsExactly("added: disk", "changed: desired", "edge rule: lock");
    }

    private static String desired(String hash) {
        String wish = Plans.object("{\"bundle\":{\"sha256\":\"" + hash + "\"}}").toString();
        return resource(
                PARAMETER, "desired", Plans.object("{}").put("value", wish).toString());
    }

    private static String policy(String statements) {
        return resource(
                "aws:iam/rolePolicy:RolePolicy",
                "rights",
                Plans.object("{}")
                        .put("policy", "{\"Version\":\"2012-10-17\",\"Statement\":" + statements + "}")
                        .toString());
    }

    private static Changed onlyChange(String before, String after) {
        Difference difference = Difference.between(Plans.of(before), Plans.of(after));
        assertThat(difference.changed()).hasSize(1);
        return difference.changed().get(0);
    }

    private static List<String> shown(Changed changed) {
        return changed.properties().stream()
                .map(change -> change.path() + ": " + Printable.change(change.before(), change.after()))
                .toList();
    }
}
