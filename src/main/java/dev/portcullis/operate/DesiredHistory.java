package dev.portcullis.operate;

import dev.portcullis.input.BadInput;
import java.util.List;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterTier;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.ParameterVersionNotFoundException;

/** The parameter {@code desired} and its versions, of which Systems Manager keeps a hundred. */
public final class DesiredHistory {
    private final Aws aws;
    private final String name;

    /** One version. */
    record Version(long number, String text) {}

    public DesiredHistory(Aws aws, Target target) {
        this.aws = aws;
        this.name = target.desired();
    }

    /**
     * Plans the way back to an earlier version.
     *
     * @param version 0 for the one before the newest
     * @param others see {@link Rollback#of}
     */
    public Rollback planRollback(long version, List<String> others) {
        Version now = read(name);
        return Rollback.of(read(before(now, version)).text(), now.text(), others);
    }

    /** Writes the old version again, byte for byte, so that the host recognises a state that it has served before. */
    public void rollBack(long version) {
        Version old = read(before(read(name), version));
        Aws.call(
                "ssm:PutParameter on " + name,
                () -> aws.ssm()
                        .putParameter(request -> request.name(name)
                                .value(old.text())
                                .type(ParameterType.STRING)
                                // The tier that the program declares.
                                .tier(ParameterTier.INTELLIGENT_TIERING)
                                .overwrite(true)));
    }

    private String before(Version now, long version) {
        long wanted = version == 0 ? now.number() - 1 : version;
        if (wanted < 1 || wanted >= now.number()) {
            throw new BadInput(
                    "--to",
                    "a version of " + name + " before its newest, " + now.number(),
                    "" + wanted,
                    "'./portcullis status --json' shows the version, before a deployment");
        }
        return name + ":" + wanted;
    }

    private Version read(String selector) {
        return Aws.call("ssm:GetParameter on " + name, () -> {
            try {
                var parameter = aws.ssm()
                        .getParameter(request -> request.name(selector))
                        .parameter();
                return new Version(parameter.version(), parameter.value());
            } catch (ParameterNotFoundException | ParameterVersionNotFoundException e) {
                throw new BadInput(selector, "a parameter of the stack", "none", "Run 'pulumi up', which creates it");
            }
        });
    }
}
