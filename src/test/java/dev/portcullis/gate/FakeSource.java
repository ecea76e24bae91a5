package dev.portcullis.gate;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** A key server that counts how often it is asked. */
public final class FakeSource implements Supplier<CompletionStage<String>> {
    private CompletionStage<String> answer;
    private int asked;

    public FakeSource(String keySet) {
        this.answer = CompletableFuture.completedStage(keySet);
    }

    public void answer(CompletionStage<String> next) {
        answer = next;
    }

    public int asked() {
        return asked;
    }

    @Override
    public CompletionStage<String> get() {
        asked++;
        return answer;
    }
}
