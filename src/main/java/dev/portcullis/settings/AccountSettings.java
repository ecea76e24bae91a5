package dev.portcullis.settings;

import dev.portcullis.settings.value.Region;
import dev.portcullis.settings.value.StackName;
import java.util.Optional;

/**
 * The gateway's place in the AWS account.
 *
 * @param auditTrail whether the stack declares a CloudTrail trail of its own
 * @param identityStack the stack whose permission boundary every role carries
 */
public record AccountSettings(Region region, boolean auditTrail, Optional<StackName> identityStack) {}
