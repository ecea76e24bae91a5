package dev.portcullis.infra.identity;

import dev.portcullis.infra.iam.Statement;
import dev.portcullis.settings.value.ResourceNames;
import java.util.List;

/**
 * Statements about what EC2 names by an id of its own: whose it is can be told by its tag only, so nothing may get
 * the stack's tag later, or lose it. A tag is given in the call that makes the thing.
 */
final class TaggedRights {
    static final String OWN = "aws:ResourceTag/" + ResourceNames.STACK_TAG;
    static final String BORN = "aws:RequestTag/" + ResourceNames.STACK_TAG;

    private final RightsContext facts;

    TaggedRights(RightsContext facts) {
        this.facts = facts;
    }

    /** Calls on what carries the stack's tag already. */
    Statement own(String sid, List<String> kinds, String... actions) {
        return Statement.allow(sid, List.of(actions), arns(kinds)).when("StringEquals", OWN, facts.stack());
    }

    /** Calls that make something, and give it the stack's tag in the same moment. */
    Statement born(String sid, List<String> kinds, String... actions) {
        return Statement.allow(sid, List.of(actions), arns(kinds)).when("StringEquals", BORN, facts.stack());
    }

    /** A tag of a new thing asks IAM once more; the call that it belongs to tells it from tagging an old thing. */
    Statement tagAtBirth(String sid, List<String> kinds, String... calls) {
        return born(sid, kinds, "ec2:CreateTags").when("StringEquals", "ec2:CreateAction", calls);
    }

    private List<String> arns(List<String> kinds) {
        return kinds.stream().map(facts.gateway()::ec2).toList();
    }
}
