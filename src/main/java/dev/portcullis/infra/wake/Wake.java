package dev.portcullis.infra.wake;

import static dev.portcullis.infra.stack.StackContext.under;

import com.pulumi.aws.ssm.Parameter;
import com.pulumi.aws.ssm.ParameterArgs;
import com.pulumi.aws.ssm.enums.ParameterType;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.CustomResourceOptions;
import dev.portcullis.infra.random.RandomPassword;
import dev.portcullis.infra.random.RandomPasswordArgs;
import dev.portcullis.infra.stack.Site;
import java.util.Map;

/** Starts the host for a caller who finds it asleep: the function in AWS first, and then the Worker that asks it. */
public final class Wake extends ComponentResource {
    public static final String PART = "wake";
    public static final String ALARM = "wake-errors";
    /** The parameter with the secret of the Worker's signatures; the host has no right to it. */
    public static final String SECRET = "wake-secret";

    private static final int SECRET_LENGTH = 48;

    /**
     * The parts of the stack that it works with.
     *
     * @param jar the archive that holds the idle stop too
     * @param perDay the most starts in a day
     * @param audience the audience of the Access application before the gateway's host name
     * @param issuer the issuer of its assertions
     * @param topic to which the alarm goes
     */
    public record Args(
            String jar,
            int perDay,
            Output<String> instanceId,
            Output<String> instanceArn,
            Output<String> audience,
            Output<String> issuer,
            Output<String> topic) {}

    public Wake(String name, Site site, Args args) {
        super("portcullis:index:Wake", name, site.component());
        CustomResourceOptions child = under(this).build();
        Output<String> secret = new RandomPassword(
                        name + "-secret-value",
                        RandomPasswordArgs.builder()
                                .length(SECRET_LENGTH)
                                .special(false)
                                .build(),
                        child)
                .result();
        Parameter parameter = new Parameter(
                name + "-secret",
                ParameterArgs.builder()
                        .name(site.names().parameter(SECRET))
                        .type(ParameterType.SecureString)
                        .value(secret.asSecret())
                        .build(),
                child);
        WakeFunction function = new WakeFunction(name, site, args, parameter, this);
        WakeWorker.declare(name, site, args.audience(), args.issuer(), function.url(), secret.asSecret(), this);
        registerOutputs(Map.of("functionName", function.name()));
    }
}
