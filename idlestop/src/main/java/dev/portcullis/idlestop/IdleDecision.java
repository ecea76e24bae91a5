package dev.portcullis.idlestop;

/** The action on the instance, with the reason as it is logged. */
sealed interface IdleDecision {
    String reason();

    /** The word for it in the log. */
    String word();

    record Keep(String reason) implements IdleDecision {
        @Override
        public String word() {
            return "keep";
        }
    }

    record Stop(String reason) implements IdleDecision {
        @Override
        public String word() {
            return "stop";
        }
    }

    /** A person has to look: the instance runs and costs, and its metrics do not say whether anyone uses it. */
    record Alarm(String reason) implements IdleDecision {
        @Override
        public String word() {
            return "alarm";
        }
    }
}
