package dev.portcullis.local.trial;

/** What answers for Amazon Bedrock in a trial. */
public sealed interface Bedrock permits Bedrock.StandIn, RealBedrock {
    /** One of the catalogue's, such as {@code us}. */
    String geography();

    /** Where calls are signed for, unless a model is served elsewhere only. */
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
