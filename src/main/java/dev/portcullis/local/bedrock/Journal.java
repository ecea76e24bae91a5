package dev.portcullis.local.bedrock;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The latest requests, the oldest first. Bodies can be large, so it keeps few. */
final class Journal {
    private static final int MOST = 200;

    private final Deque<BedrockRequest> requests = new ArrayDeque<>();

    synchronized void add(BedrockRequest request) {
        if (requests.size() == MOST) {
            requests.removeFirst();
        }
        requests.addLast(request);
    }

    synchronized List<BedrockRequest> all() {
        return List.copyOf(requests);
    }
}
