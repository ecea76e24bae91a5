package dev.portcullis.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.portcullis.input.Problem;
import dev.portcullis.input.Problems;
import dev.portcullis.settings.value.Region;
import dev.portcullis.settings.value.Repository;
import dev.portcullis.settings.value.StackName;
import dev.portcullis.settings.value.UserArn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentitySettingsTest {
    private static final String RUN = "Run: pulumi config set portcullis:";
    private static final String ENVIRONMENT =
            "an environment of the repository: letters, digits, dots, hyphens and underscores";
    private static final String REPOSITORY = "a GitHub repository as OWNER@OWNER_ID/NAME@REPOSITORY_ID, or OWNER/NAME"
            + " where its OIDC subject has no numbers";
    private static final String READER = "arn:aws:iam::123456789012:user/team/reader";

    private final Problems problems = new Problems();

    @Test
    void every_key_reaches_its_place() {
        assertThat(IdentitySettings.from(raw(), "central", problems))
                .contains(new IdentitySettings(
                        "central",
                        new Region("ap-southeast-2"),
                        new StackName("live"),
                        new Repository("octo-org@123456/octo-repo@456789"),
                        "trunk",
                        "look",
                        "live",
                        true,
                        List.of(new UserArn(READER)),
                        List.of(new UserArn("arn:aws:iam::123456789012:user/operator")),
                        List.of(new UserArn("arn:aws:iam::999999999999:user/deployer"))));
    }

    static Stream<Arguments> values() {
        return Stream.of(
                arguments("gatewayStack", "Prod", "the name of the gateway stack such as prod", "'Prod'", "prod"),
                arguments("gatewayStack", "", "the name of the gateway stack such as prod", "an empty value", "prod"),
                arguments("gatewayStack", "central", "another stack than this one", "'central'", "prod"),
                arguments(
                        "mainBranch", "release/*", "a branch such as main, without a wildcard", "'release/*'", "main"),
                arguments("mainBranch", "${x}", "a branch such as main, without a wildcard", "'${x}'", "main"),
                arguments("previewEnvironment", "*", ENVIRONMENT, "'*'", "preview"),
                arguments("previewEnvironment", "a:b", ENVIRONMENT, "'a:b'", "preview"),
                arguments("deployEnvironment", "", ENVIRONMENT, "an empty value", "production"),
                arguments(
                        "deployEnvironment",
                        "LOOK",
                        "another environment than portcullis:previewEnvironment",
                        "'LOOK'",
                        "production"),
                arguments("githubProviderExists", "yes", "true or false", "'yes'", "false"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void a_wrong_value_gives_one_problem(String key, String value, String expected, String given, String set) {
        assertThat(problemsWith(key, value))
                .containsExactly(new Problem("portcullis:" + key, expected, given, RUN + key + " " + set));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "octo-org",
                "octo-org/*",
                "*/octo-repo",
                "o@1/r",
                "o/r@1",
                "o@0/r@1",
                "-o/r",
                "o/r:x",
                "o/r/s",
                ""
            })
    void a_repository_has_both_numbers_or_none_and_no_wildcard(String repository) {
        assertThat(problemsWith("githubRepository", repository)).singleElement().satisfies(problem -> {
            assertThat(problem.expected()).isEqualTo(REPOSITORY);
            assertThat(problem.remedy()).isEqualTo(RUN + "githubRepository <owner>@<owner id>/<name>@<repository id>");
        });
    }

    @ParameterizedTest
    @CsvSource({"octo-org@123456/octo-repo@456789, true", "octo-org/octo-repo, false", "o/r.s_t-u, false"})
    void a_repository_is_immutable_with_its_numbers(String repository, boolean immutable) {
        assertThat(new Repository(repository).isImmutable()).isEqualTo(immutable);
        assertThat(new Repository(repository)).hasToString(repository);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "arn:aws:iam::123456789012:root",
                "arn:aws:iam::123456789012:role/x",
                "arn:aws:iam::123456789012:user/*",
                "arn:aws:iam::12345:user/x",
                "arn:aws-cn:iam::123456789012:user/x"
            })
    void whoever_is_not_one_user_is_refused(String arn) {
        Map<String, Object> raw = raw();
        raw.put("portcullis:readonlyUsers", List.of(READER, arn));

        assertThat(problems(raw))
                .containsExactly(
                        new Problem(
                                "portcullis:readonlyUsers[1]",
                                "the ARN of an IAM user such as arn:aws:iam::123456789012:user/name",
                                "'" + arn + "'",
                                "Run: pulumi config set --path 'portcullis:readonlyUsers[1]' arn:aws:iam::<account>:user/<name>"));
    }

    @Test
    void more_users_than_a_trust_policy_holds_are_refused() {
        List<String> users = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            users.add("arn:aws:iam::123456789012:user/u" + i);
        }
        Map<String, Object> raw = raw();
        raw.put("portcullis:operatorUsers", users);

        assertThat(problems(raw))
                .containsExactly(new Problem(
                        "portcullis:operatorUsers",
                        "at most 10 users, since a trust policy is no longer than that",
                        "11 users",
                        "Name fewer users"));
    }

    @Test
    void an_unknown_key_and_a_bad_stack_name_are_told_too() {
        Map<String, Object> raw = raw();
        raw.put("portcullis:gatewayStak", "x");

        assertThat(IdentitySettings.from(raw, "Central", problems)).isEmpty();
        assertThat(problems.all()).extracting(Problem::where).containsExactly("stack name", "portcullis:gatewayStak");
    }

    @ParameterizedTest
    @CsvSource({"gateway, GATEWAY", "identity, IDENTITY"})
    void the_kind_of_a_stack_is_a_word(String word, StackKind kind) {
        assertThat(StackKind.from(Map.of("portcullis:stack", word), problems)).contains(kind);
    }

    @ParameterizedTest
    @CsvSource({"gatway, Did you mean 'gateway'?", "edge, Run: pulumi config set portcullis:stack gateway"})
    void another_kind_is_refused(String word, String remedy) {
        assertThat(StackKind.from(Map.of("portcullis:stack", word), problems)).isEmpty();
        assertThat(problems.all())
                .containsExactly(new Problem("portcullis:stack", "one of gateway, identity", "'" + word + "'", remedy));
    }

    private List<Problem> problemsWith(String key, Object value) {
        Map<String, Object> raw = raw();
        raw.put("portcullis:" + key, value);
        return problems(raw);
    }

    private List<Problem> problems(Map<String, Object> raw) {
        assertThat(IdentitySettings.from(raw, "central", problems)).isEmpty();
        return problems.all();
    }

    private static Map<String, Object> raw() {
        Map<String, Object> raw = new TreeMap<>();
        raw.put("aws:region", "ap-southeast-2");
        raw.put("portcullis:stack", "identity");
        raw.put("portcullis:gatewayStack", "live");
        raw.put("portcullis:githubRepository", "octo-org@123456/octo-repo@456789");
        raw.put("portcullis:mainBranch", "trunk");
        raw.put("portcullis:previewEnvironment", "look");
        raw.put("portcullis:deployEnvironment", "live");
        raw.put("portcullis:githubProviderExists", true);
        raw.put("portcullis:readonlyUsers", List.of(READER));
        raw.put("portcullis:operatorUsers", List.of("arn:aws:iam::123456789012:user/operator"));
        raw.put("portcullis:deployerUsers", List.of("arn:aws:iam::999999999999:user/deployer"));
        // A gateway's defaults are always there.
        raw.put("portcullis:hostname", "");
        return raw;
    }
}
