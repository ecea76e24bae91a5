package dev.portcullis.local.trial;

import dev.portcullis.settings.value.Guardrail;
import java.util.Optional;

/** The Bedrock of a trial: a stand-in, or Amazon's own. */
public sealed interface Bedrock permits Bedrock.StandIn, RealBedrock {
    /** One of the catalogue's, such as {@code us}. */
    String geography();

    /** The region that calls are signed for, unless a model is served elsewhere only. */
    String region();

    /** The guardrail that looks at every chat; empty for none. */
    Optional<Guardrail> guardrail();

    /** Free of charge, on this machine, without an account. */
    record StandIn(Optional<Guardrail> guardrail) implements Bedrock {
        /** Without a guardrail. */
        public StandIn() {
            this(Optional.empty());
        }

        @Override
        public String geography() {
            return "us";
        }

        @Override
        public String region() {
            return "us-east-1";
        }
    }
}
