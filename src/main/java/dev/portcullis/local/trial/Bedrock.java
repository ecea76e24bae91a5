package dev.portcullis.local.trial;

/** The Bedrock of a trial: a stand-in, or Amazon's own. */
public sealed interface Bedrock permits Bedrock.StandIn, RealBedrock {
    /** One of the catalogue's, such as {@code us}. */
    String geography();

    /** The region that calls are signed for, unless a model is served elsewhere only. */
    String region();

    /** Free of charge, on this machine, without an account. */
    record StandIn() implements Bedrock {
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
