package dev.portcullis.operate;

import java.util.List;

/**
 * Every IAM action that this room calls, by what it can be limited to. The role {@code operator} needs those of
 * {@code start}, {@code stop} and {@code status}; the role {@code deploy} rolls back.
 */
public final class OperatorActions {
    /** Know no resource: they hold for all or for none. */
    public static final List<String> ON_ANYTHING = List.of("cloudwatch:DescribeAlarms", "ec2:DescribeInstances");
    /** The actions on instances with the stack's tag. */
    public static final List<String> ON_THE_HOST = List.of("ec2:StartInstances", "ec2:StopInstances");
    /** The actions on the parameters {@code desired} and {@code applied} of the stack, by name. */
    public static final List<String> ON_THE_PARAMETERS = List.of("ssm:GetParameter");

    /** The one action of {@code logs}, on the log group of the host's journal. */
    public static final List<String> ON_THE_JOURNAL = List.of("logs:FilterLogEvents");

    /** The one action of {@code rollback}, on {@code desired}. */
    public static final List<String> TO_GO_BACK = List.of("ssm:PutParameter");

    private OperatorActions() {}
}
