package dev.portcullis.infra.identity;

import dev.portcullis.infra.gateway.Audit;
import dev.portcullis.infra.gateway.HostPolicies;
import dev.portcullis.infra.gateway.Idle;
import dev.portcullis.infra.gateway.SessionDocuments;
import dev.portcullis.infra.gateway.SpendAlarms;
import dev.portcullis.infra.gateway.Storage;
import dev.portcullis.infra.iam.AnyResource;
import dev.portcullis.infra.iam.PolicyDocument;
import dev.portcullis.infra.iam.Statement;
import dev.portcullis.infra.stack.Arns;
import dev.portcullis.infra.wake.Wake;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** People's rights beside CI's: look, start and stop, and get onto the host by a document of ours. */
final class PeopleRights {
    /** A session is named after the one who opened it; nobody ends or resumes another's. */
    private static final String OWN_SESSIONS = "session/${aws:userid}-*";

    private PeopleRights() {}

    /** No secret and nothing that holds one: of the parameters only the two that are plain on purpose. */
    static PolicyDocument look(RightsContext facts) {
        Arns gateway = facts.gateway();
        List<String> groups = Stream.of(Idle.PART, Wake.PART)
                .map(part -> gateway.logGroup(gateway.names().of(part)))
                .flatMap(group -> Stream.of(group, group + ":*"))
                .toList();
        return PolicyDocument.of(
                Statement.allow(AnyResource.LookAtHost),
                Statement.allow(
                        "ReadOutcome",
                        List.of("ssm:GetParameter"),
                        List.of(gateway.parameter(HostPolicies.APPLIED), gateway.parameter(HostPolicies.DESIRED))),
                Statement.allow(
                        "ListAlarms",
                        List.of("cloudwatch:DescribeAlarms"),
                        List.of(gateway.regional("cloudwatch", "alarm:*"))),
                Statement.allow(
                        "ReadSleepLogs",
                        List.of("logs:DescribeLogStreams", "logs:FilterLogEvents", "logs:GetLogEvents"),
                        groups),
                Statement.allow(
                        "ListBundlesAndDumps",
                        List.of("s3:ListBucket"),
                        List.of(gateway.bucket(Storage.BUNDLES), gateway.bucket(Storage.BACKUPS))),
                Statement.allow(AnyResource.LookAtAccount),
                Statement.allow(
                        "SeeGuardrails",
                        List.of("bedrock:GetGuardrail"),
                        List.of(gateway.regional("bedrock", "guardrail/*"))),
                Statement.allow(AnyResource.SeeBill),
                Statement.allow(
                        "SeeWhoGetsAlerts",
                        List.of("sns:ListSubscriptionsByTopic"),
                        List.of(gateway.regional("sns", gateway.names().of(SpendAlarms.ALERTS)))),
                Statement.allow(
                        "SeeStateEncryption",
                        List.of("s3:GetEncryptionConfiguration"),
                        List.of(facts.identity().bucket(State.BUCKET))),
                Statement.allow(
                        "ViewBudgets",
                        List.of("budgets:DescribeBudgetActionsForBudget", "budgets:ViewBudget"),
                        facts.budgets()));
    }

    static PolicyDocument operate(RightsContext facts) {
        List<Statement> statements = sessions(facts);
        statements.add(new TaggedRights(facts)
                .own("StartAndStop", List.of("instance"), "ec2:StartInstances", "ec2:StopInstances"));
        return new PolicyDocument(statements);
    }

    /** The rights to a shell and to the breaker. They stand beside all of CI's, and so without starting and stopping. */
    static PolicyDocument shell(RightsContext facts) {
        List<Statement> statements = sessions(facts);
        statements.add(open("OpenShell", facts, SessionDocuments.SHELL));
        statements.add(Statement.allow("ResetBreaker", List.of("budgets:ExecuteBudgetAction"), facts.budgetActions()));
        statements.addAll(leave(facts));
        return new PolicyDocument(statements);
    }

    /**
     * For the end of a gateway and for its restore: what its buckets hold, a dump, and the folder where the host looks for the
     * dump that it shall restore. Deleting any of it is left to an administrator.
     */
    private static List<Statement> leave(RightsContext facts) {
        Arns gateway = facts.gateway();
        return List.of(
                Statement.allow(
                        "CountVersions",
                        List.of("s3:ListBucketVersions"),
                        List.of(
                                gateway.bucket(Storage.BUNDLES),
                                gateway.bucket(Storage.BACKUPS),
                                gateway.bucket(Audit.BUCKET))),
                Statement.allow(
                        "FetchDump",
                        List.of("s3:GetObject"),
                        List.of(gateway.bucket(Storage.BACKUPS) + "/" + Storage.DUMPS + "/*")),
                Statement.allow(
                        "HandOverDump",
                        List.of("s3:PutObject"),
                        List.of(gateway.bucket(Storage.BACKUPS) + "/" + Storage.RESTORE + "/*")));
    }

    private static List<Statement> sessions(RightsContext facts) {
        List<String> own = List.of(facts.gateway().regional("ssm", OWN_SESSIONS));
        List<Statement> statements = new ArrayList<>();
        statements.add(onto(facts));
        statements.add(Statement.allow(
                "ReadHostLog",
                List.of("logs:FilterLogEvents"),
                List.of(facts.gateway().hostLogs(), facts.gateway().hostLogs() + ":*")));
        statements.add(open("ForwardAdminPort", facts, SessionDocuments.ADMIN_FORWARD));
        statements.add(Statement.allow("OwnSessions", List.of("ssm:ResumeSession", "ssm:TerminateSession"), own));
        statements.add(Statement.allow("OwnChannel", List.of("ssmmessages:OpenDataChannel"), own));
        return statements;
    }

    /** Checks the document: a session that names none would otherwise get AWS's general shell. */
    private static Statement onto(RightsContext facts) {
        return Statement.allow(
                        "SessionOntoHost",
                        List.of("ssm:StartSession"),
                        List.of(facts.gateway().ec2("instance")))
                .when("StringEquals", TaggedRights.OWN, facts.stack())
                .when("BoolIfExists", "ssm:SessionDocumentAccessCheck", "true");
    }

    private static Statement open(String sid, RightsContext facts, String document) {
        return Statement.allow(sid, List.of("ssm:StartSession"), List.of(facts.named("ssm", "document/", document)));
    }
}
