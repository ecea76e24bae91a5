package dev.portcullis.infra.identity;

import static dev.portcullis.infra.stack.StackContext.under;

import com.pulumi.aws.iam.Policy;
import com.pulumi.aws.iam.PolicyArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.CustomResourceOptions;
import dev.portcullis.infra.iam.PolicyDocument;
import dev.portcullis.infra.stack.Arns;
import dev.portcullis.infra.stack.StackContext;
import dev.portcullis.settings.value.ResourceNames;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** The managed policies: those that roles of this stack carry, and the boundary for roles of the gateway. */
final class GrantedRights extends ComponentResource {
    private final Map<RightsPart, Output<String>> arns = new EnumMap<>(RightsPart.class);

    GrantedRights(String name, StackContext place, ResourceNames gateway, Output<String> stateKey) {
        super("portcullis:index:GrantedRights", name, place.component());
        Output<RightsContext> facts = Output.tuple(place.arns(), stateKey)
                .applyValue(known -> new RightsContext(known.t1, known.t1.in(gateway), known.t2));
        CustomResourceOptions child = under(this).build();
        for (RightsPart part : RightsPart.values()) {
            arns.put(part, policy(name, place, part.part(), facts, part::document, child));
        }
        Output<String> boundary = policy(
                name,
                place,
                Arns.BOUNDARY,
                facts,
                Boundary::document,
                under(this).protect(true).build());
        Map<String, Output<?>> outputs = new HashMap<>();
        outputs.put("boundaryArn", boundary);
        registerOutputs(outputs);
    }

    Output<String> arn(RightsPart part) {
        return Objects.requireNonNull(arns.get(part));
    }

    private static Output<String> policy(
            String name,
            StackContext place,
            String part,
            Output<RightsContext> facts,
            Function<RightsContext, PolicyDocument> document,
            CustomResourceOptions options) {
        return new Policy(
                        name + "-" + part,
                        PolicyArgs.builder()
                                .name(place.names().of(part))
                                .description("Portcullis: made by the stack "
                                        + place.names().stack())
                                .policy(facts.applyValue(
                                        known -> document.apply(known).json()))
                                .build(),
                        options)
                .arn();
    }
}
