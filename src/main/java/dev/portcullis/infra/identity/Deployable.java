package dev.portcullis.infra.identity;

import dev.portcullis.infra.iam.Statement;
import java.util.List;

/**
 * One type of resource that the gateway declares, and all that its provider needs to make, read, change and remove it.
 * Rows may share a statement.
 *
 * <p>The actions are those that the resource's code in the AWS provider calls; which of them knows which resource and
 * condition come from AWS's Service Authorization Reference. A row says what it leaves out on purpose.
 *
 * @param type Pulumi's token
 */
record Deployable(String type, List<Statement> statements) {
    Deployable {
        statements = List.copyOf(statements);
    }

    static Deployable of(String type, Statement... statements) {
        return new Deployable(type, List.of(statements));
    }
}
