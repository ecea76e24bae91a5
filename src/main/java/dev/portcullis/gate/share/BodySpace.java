package dev.portcullis.gate.share;

import java.util.HashMap;
import java.util.Map;

/**
 * Counts the bytes of all bodies under way, so that many long ones fill neither the memory nor the disk. A key may have
 * half of what the other keys leave, and a client three quarters of what the other clients leave: there is always room
 * for one more. The last eighth is for short bodies.
 */
public final class BodySpace {
    /** Up to here a body is a short one. */
    public static final int SHORT = 64 * 1024;

    private static final int RESERVE = 8;

    private final long most;
    private final long mostInMemory;
    private final Map<String, Long> ofKeys = new HashMap<>();
    private final Map<String, Long> ofClients = new HashMap<>();
    private long taken;
    private long inMemory;

    /**
     * @param most bytes of all bodies
     * @param mostInMemory the most of these bytes that are in memory and not on disk
     */
    public BodySpace(long most, long mostInMemory) {
        this.most = most;
        this.mostInMemory = mostInMemory;
    }

    /** Room for one body, none at first. */
    public Claim claim(String key, String client) {
        return new Claim(key, client);
    }

    public synchronized long taken() {
        return taken;
    }

    private static boolean isFair(Map<String, Long> held, String name, long bytes, long room, int share, int of) {
        return (held.getOrDefault(name, 0L) + bytes) * of <= room * share;
    }

    private static void add(Map<String, Long> held, String name, long bytes) {
        held.merge(name, bytes, (one, other) -> one + other == 0 ? null : one + other);
    }

    /** The part of the space that one body has, until it is closed. */
    public final class Claim implements AutoCloseable {
        private final String key;
        private final String client;
        private long held;
        private long heldInMemory;
        private boolean closed;

        private Claim(String key, String client) {
            this.key = key;
            this.client = client;
        }

        /** Whether there was room for so many more; if not, nothing is taken. */
        public boolean take(long bytes) {
            synchronized (BodySpace.this) {
                long ofOtherKeys = taken - ofKeys.getOrDefault(key, 0L);
                long ofOtherClients = taken - ofClients.getOrDefault(client, 0L);
                long open = held + bytes <= SHORT ? most : most - most / RESERVE;
                if (closed
                        || taken + bytes > open
                        || !isFair(ofKeys, key, bytes, most - ofOtherKeys, 1, 2)
                        || !isFair(ofClients, client, bytes, most - ofOtherClients, 3, 4)) {
                    return false;
                }
                count(bytes);
                return true;
            }
        }

        /** Whether so many more may stay in memory; if not, the whole body goes to disk. */
        public boolean keepInMemory(long bytes) {
            synchronized (BodySpace.this) {
                if (closed || inMemory + bytes > mostInMemory) {
                    return false;
                }
                heldInMemory += bytes;
                inMemory += bytes;
                return true;
            }
        }

        /** It is on disk from now on. */
        public void leaveMemory() {
            synchronized (BodySpace.this) {
                inMemory -= heldInMemory;
                heldInMemory = 0;
            }
        }

        /** Gives all of it back, once. */
        @Override
        public void close() {
            synchronized (BodySpace.this) {
                if (!closed) {
                    leaveMemory();
                    count(-held);
                    closed = true;
                }
            }
        }

        private void count(long bytes) {
            if (bytes != 0) {
                held += bytes;
                taken += bytes;
                add(ofKeys, key, bytes);
                add(ofClients, client, bytes);
            }
        }
    }
}
