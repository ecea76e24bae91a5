package dev.portcullis.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.idlestop.MotoServer;
import dev.portcullis.input.BadInput;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.RunInstancesResponse;
import software.amazon.awssdk.services.ec2.paginators.DescribeInstancesIterable;

@TestInstance(Lifecycle.PER_CLASS)
final class LaunchCheckTest {
    private static final Target TARGET = new Target("dev", "eu-west-1");

    private final MotoServer moto = MotoServer.start();
    private final Aws aws = Accounts.at(moto.endpoint(), "key", "secret");

    @BeforeAll
    void launch() {
        Accounts.launch(aws, TARGET);
    }

    @AfterAll
    void end() {
        moto.close();
    }

    @Test
    void a_host_that_could_be_launched_is_named_and_not_launched() {
        assertThat(new LaunchCheck(aws, TARGET).ask()).endsWith(" of image ami-12c6146b");
        assertThat(aws.ec2().describeInstances().reservations()).hasSize(1);
    }

    @Test
    void a_refusal_says_why_and_that_nothing_was_changed() {
        Aws refusing = new Aws(new Refusing(aws.ec2()), aws.ssm(), aws.cloudWatch());

        assertThatThrownBy(() -> new LaunchCheck(refusing, TARGET).ask())
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("got UnauthorizedOperation: You are not authorized to perform this operation")
                .hasMessageContaining("Nothing was changed");
    }

    @Test
    void ec2_is_asked_for_what_the_role_deploy_may_launch() {
        Refusing refusing = new Refusing(aws.ec2());

        assertThatThrownBy(() -> new LaunchCheck(new Aws(refusing, aws.ssm(), aws.cloudWatch()), TARGET).ask())
                .isInstanceOf(BadInput.class);

        RunInstancesRequest asked = refusing.asked;
        assertThat(asked.dryRun()).isTrue();
        assertThat(asked.metadataOptions().httpTokensAsString()).isEqualTo("required");
        assertThat(asked.blockDeviceMappings().get(0).ebs().encrypted()).isTrue();
        assertThat(asked.tagSpecifications().get(0).tags().toString())
                .contains("portcullis:stack", "portcullis-dev-host");
    }

    /** EC2 for whoever may look and not launch. */
    private static final class Refusing implements Ec2Client {
        private final Ec2Client real;
        private RunInstancesRequest asked = RunInstancesRequest.builder().build();

        Refusing(Ec2Client real) {
            this.real = real;
        }

        @Override
        public DescribeInstancesIterable describeInstancesPaginator(DescribeInstancesRequest request) {
            return real.describeInstancesPaginator(request);
        }

        @Override
        public DescribeInstancesResponse describeInstances(DescribeInstancesRequest request) {
            return real.describeInstances(request);
        }

        @Override
        public RunInstancesResponse runInstances(RunInstancesRequest request) {
            asked = request;
            throw Ec2Exception.builder()
                    .awsErrorDetails(AwsErrorDetails.builder()
                            .errorCode("UnauthorizedOperation")
                            .errorMessage("You are not authorized to perform this operation")
                            .build())
                    .build();
        }

        @Override
        public String serviceName() {
            return "ec2";
        }

        @Override
        public void close() {}
    }
}
