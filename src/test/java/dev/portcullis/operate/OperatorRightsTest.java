package dev.portcullis.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.idlestop.MotoServer;
import dev.portcullis.input.BadInput;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * Against an account that checks signatures and rights. Not of CloudWatch, whose newer protocol moto cannot check: that
 * part stands in an account of its own, where everybody may do everything.
 */
@TestInstance(Lifecycle.PER_CLASS)
final class OperatorRightsTest {
    private static final Target TARGET = new Target("dev", "eu-west-1");
    private static final Wait LONG = new Wait(Duration.ofMinutes(5));
    private static final List<String> LISTED = Stream.of(
                    OperatorActions.ON_ANYTHING, OperatorActions.ON_THE_HOST, OperatorActions.ON_THE_PARAMETERS)
            .flatMap(List::stream)
            .toList();

    private final HttpClient http = HttpClient.newHttpClient();
    private final MotoServer moto = MotoServer.start();
    private final MotoServer open = MotoServer.start();

    @AfterAll
    void end() {
        moto.close();
        open.close();
    }

    @Test
    void the_listed_actions_are_enough_and_each_is_needed() throws Exception {
        Aws owner = Accounts.at(moto.endpoint(), "owner", "owner");
        Accounts.launch(owner, TARGET);
        Accounts.put(owner, TARGET.desired(), Accounts.wish("a"));
        Accounts.settle(owner, TARGET);
        Aws operator = user("operator", LISTED);
        Map<String, Aws> without = LISTED.stream().collect(Collectors.toMap(action -> action, this::without));
        post("/moto-api/reset-auth", "0", "");

        assertThat(as(operator).status().standing()).isEqualTo(GatewayStatus.HEALTHY);
        refused(
                "ec2:DescribeInstances",
                () -> lacking(without, "ec2:DescribeInstances").status());
        refused(
                "ssm:GetParameter on /portcullis/dev/desired",
                () -> lacking(without, "ssm:GetParameter").status());
        refused("ec2:StopInstances", () -> lacking(without, "ec2:StopInstances").stop(LONG, status -> {}));
        assertThat(as(operator).stop(LONG, status -> {}).standing()).isEqualTo(GatewayStatus.ASLEEP);
        refused(
                "ec2:StartInstances",
                () -> lacking(without, "ec2:StartInstances").start(LONG, status -> {}));
        assertThat(as(operator).start(LONG, status -> {}).standing()).isEqualTo(GatewayStatus.HEALTHY);
        refused("ssm:PutParameter on /portcullis/dev/desired", () -> new DesiredHistory(operator, TARGET).rollBack(0));
        assertThatThrownBy(() ->
                        as(Accounts.at(moto.endpoint(), "AKIAUNKNOWN", "x")).status())
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("AWS: expected credentials that are valid, got '");
    }

    private static void refused(String action, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("AWS: expected the right to " + action + ", got '")
                .hasMessageEndingWith("Use the role operator, which has it for the gateway's own parts");
    }

    private static Operator lacking(Map<String, Aws> without, String action) {
        return as(Objects.requireNonNull(without.get(action)));
    }

    private static Operator as(Aws aws) {
        return new Operator(aws, TARGET, Clock.systemUTC(), () -> {});
    }

    private Aws without(String action) {
        return user(
                "no-" + action.replace(':', '-'),
                LISTED.stream().filter(other -> !other.equals(action)).toList());
    }

    /** A user that may do these and nothing else. */
    private Aws user(String name, List<String> actions) {
        try {
            String policy =
                    "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Resource\":\"*\",\"Action\":["
                            + actions.stream()
                                    .map(action -> "\"" + action + "\"")
                                    .collect(Collectors.joining(",")) + "]}]}";
            iam("CreateUser", name, "");
            iam(
                    "PutUserPolicy",
                    name,
                    "&PolicyName=all&PolicyDocument=" + URLEncoder.encode(policy, StandardCharsets.UTF_8));
            String key = iam("CreateAccessKey", name, "");
            return with(Accounts.at(moto.endpoint(), element(key, "AccessKeyId"), element(key, "SecretAccessKey")));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Aws with(Aws user) {
        return new Aws(
                user.ec2(), user.ssm(), Accounts.at(open.endpoint(), "a", "b").cloudWatch());
    }

    private String iam(String action, String user, String more) throws IOException, InterruptedException {
        return post("/", "Version=2010-05-08&Action=" + action + "&UserName=" + user + more, "iam");
    }

    /** Unsigned but for its form, which is enough until the account begins to check. */
    private String post(String path, String body, String service) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(moto.endpoint().resolve(path))
                .header("content-type", service.isEmpty() ? "text/plain" : "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!service.isEmpty()) {
            request.header(
                    "authorization",
                    "AWS4-HMAC-SHA256 Credential=owner/20260101/us-east-1/" + service
                            + "/aws4_request, SignedHeaders=host, Signature=0");
        }
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static String element(String xml, String name) {
        Matcher matcher = Pattern.compile("<" + name + ">([^<]+)<").matcher(xml);
        assertThat(matcher.find()).as(xml).isTrue();
        return matcher.group(1);
    }
}
