package dev.portcullis.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.idlestop.MotoServer;
import dev.portcullis.input.BadInput;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Through the real SDK against EC2, Systems Manager and CloudWatch as moto plays them; each test has its own stack. */
@TestInstance(Lifecycle.PER_CLASS)
final class OperatorTest {
    private static final String WISH = Accounts.wish("b");
    private static final Wait LONG = new Wait(Duration.ofMinutes(5));

    private final MotoServer moto = MotoServer.start();
    private final Aws aws = Accounts.at(moto.endpoint(), "a", "b");
    private final List<String> seen = new ArrayList<>();
    private int stacks;
    private Target target = new Target("none", "eu-west-1");

    @BeforeEach
    void stack() {
        target = new Target("s" + ++stacks, "eu-west-1");
        seen.clear();
    }

    @AfterAll
    void end() {
        aws.close();
        moto.close();
    }

    @Test
    void a_gateway_that_sleeps_is_told_as_asleep() {
        stop(launch());
        report("{}");

        assertThat(operator().status().standing()).isEqualTo(GatewayStatus.ASLEEP);
    }

    @Test
    void a_gateway_that_sleeps_is_woken_and_waited_for_until_it_has_applied() throws InterruptedException {
        stop(launch());
        report("{}");
        Operator operator = operator(() -> report(Accounts.applied("applied", "2100-01-01T00:00:00Z")));

        Status status = operator.start(LONG, one -> seen.add(one.standing().word()));
        assertThat(status.standing()).isEqualTo(GatewayStatus.HEALTHY);
        assertThat(status.instanceState()).isEqualTo("running");
        assertThat(status.bundle()).isEqualTo("b".repeat(64));
        assertThat(seen).containsExactly("starting", "healthy");
    }

    @Test
    void waking_one_that_runs_changes_nothing() throws InterruptedException {
        String instance = launch();
        report(Accounts.applied("applied", "2100-01-01T00:00:00Z"));
        var before = launched(instance);

        assertThat(operator().start(LONG, one -> {}).standing()).isEqualTo(GatewayStatus.HEALTHY);
        assertThat(launched(instance)).isEqualTo(before);
    }

    @Test
    void a_wish_that_the_host_took_back_ends_the_waiting() throws InterruptedException {
        launch();
        report(Accounts.applied("rolled back", "2100-01-01T00:00:00Z"));

        Status status = operator().start(LONG, one -> {});
        assertThat(status.standing()).isEqualTo(GatewayStatus.WRONG);
        assertThat(status.detail()).isEqualTo("rolled back: told");
    }

    @Test
    void a_gateway_is_stopped_once_and_twice() throws InterruptedException {
        launch();
        report("{}");

        assertThat(operator().stop(LONG, one -> {}).standing()).isEqualTo(GatewayStatus.ASLEEP);
        assertThat(operator().stop(LONG, one -> {}).standing()).isEqualTo(GatewayStatus.ASLEEP);
    }

    @Test
    void without_waiting_a_wish_is_asked_and_no_more() throws InterruptedException {
        stop(launch());
        report("{}");

        assertThat(operator().start(Wait.NONE, one -> seen.add("waited")).instanceState())
                .isEqualTo("running");
        assertThat(seen).isEmpty();
    }

    @Test
    void waiting_ends_with_what_was_seen_last() {
        launch();
        report("{}");
        SteppedClock clock = new SteppedClock();

        assertThatThrownBy(() ->
                        new Operator(aws, target, clock, clock::step).start(new Wait(Duration.ofMillis(1)), one -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("stack " + target.stack() + ": expected an end within 0 s, got starting: the host boots");
    }

    @Test
    void an_alarm_that_rings_is_told() {
        launch();
        report(Accounts.applied("applied", "2100-01-01T00:00:00Z"));
        String alarm = target.alarms().get(0);
        aws.cloudWatch()
                .putMetricAlarm(request -> request.alarmName(alarm)
                        .metricName("StatusCheckFailed_Instance")
                        .namespace("AWS/EC2")
                        .statistic("Maximum")
                        .period(60)
                        .evaluationPeriods(1)
                        .threshold(1.0)
                        .comparisonOperator("GreaterThanOrEqualToThreshold"));
        aws.cloudWatch()
                .setAlarmState(
                        request -> request.alarmName(alarm).stateValue("ALARM").stateReason("test"));

        assertThat(operator().status().detail()).isEqualTo("in alarm: portcullis-" + target.stack() + "-host-reboot");
    }

    @Test
    void a_stack_that_does_not_exist_is_told_with_the_next_step() {
        assertThatThrownBy(() -> operator().status())
                .isInstanceOf(BadInput.class)
                .hasMessage("stack " + target.stack() + ": expected an instance named portcullis-" + target.stack()
                        + "-host in eu-west-1, got none\n"
                        + "  Check --stack and the account of your credentials; 'pulumi up' creates the gateway");
    }

    @Test
    void two_instances_are_not_chosen_from() {
        String one = launch();
        String other = launch();

        assertThatThrownBy(() -> operator().stop(LONG, status -> {}))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("expected one instance named portcullis-" + target.stack() + "-host, got i-")
                .hasMessageContaining(one)
                .hasMessageContaining(other);
    }

    @Test
    void an_instance_of_another_stack_with_the_same_name_is_not_touched() {
        String instance = launch();
        aws.ec2().createTags(request -> request.resources(instance).tags(Accounts.tag("portcullis:stack", "another")));

        assertThatThrownBy(() -> operator().status()).isInstanceOf(BadInput.class);
    }

    @Test
    void going_back_writes_the_wish_before_byte_for_byte() {
        String before = Accounts.wish("a");
        put(target.desired(), before);
        put(target.desired(), WISH);
        DesiredHistory history = new DesiredHistory(aws, target);

        assertThat(history.planRollback(0, List.of())).isEqualTo(new Rollback.Bundle("b".repeat(64), "a".repeat(64)));
        history.rollBack(0);
        assertThat(aws.ssm()
                        .getParameter(request -> request.name(target.desired()))
                        .parameter()
                        .value())
                .isEqualTo(before);
    }

    @Test
    void the_newest_version_and_a_missing_one_cannot_be_rolled_back_to() {
        put(target.desired(), WISH);
        DesiredHistory history = new DesiredHistory(aws, target);

        assertThatThrownBy(() -> history.planRollback(0, List.of()))
                .isInstanceOf(BadInput.class)
                .hasMessage("--to: expected a version of /portcullis/" + target.stack()
                        + "/desired before its newest, 1, got 0\n"
                        + "  './portcullis status --json' shows the version, before a deployment");
        assertThatThrownBy(() -> history.rollBack(1)).isInstanceOf(BadInput.class);
    }

    @Test
    void no_credentials_are_told_with_how_to_get_some() {
        Aws nobody = Accounts.at(moto.endpoint(), () -> {
            throw software.amazon.awssdk.core.exception.SdkClientException.create(
                    "Unable to load credentials from any of the providers in the chain");
        });

        assertThatThrownBy(() -> new Operator(nobody, target, Clock.systemUTC(), () -> {}).status())
                .isInstanceOf(BadInput.class)
                .hasMessage("AWS: expected credentials of the role operator, got none\n  Sign in, then: eval \"$(aws"
                        + " configure export-credentials --profile PROFILE --format env)\"");
    }

    private Operator operator() {
        return operator(() -> {});
    }

    private Operator operator(Runnable meanwhile) {
        return new Operator(aws, target, Clock.systemUTC(), meanwhile::run);
    }

    private String launch() {
        return Accounts.launch(aws, target);
    }

    private void stop(String instance) {
        aws.ec2().stopInstances(request -> request.instanceIds(instance));
    }

    private java.time.Instant launched(String instance) {
        return aws.ec2()
                .describeInstances(request -> request.instanceIds(instance))
                .reservations()
                .get(0)
                .instances()
                .get(0)
                .launchTime();
    }

    private void report(String applied) {
        put(target.desired(), WISH);
        put(target.applied(), applied);
    }

    private void put(String name, String value) {
        Accounts.put(aws, name, value);
    }
}
