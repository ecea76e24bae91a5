package dev.portcullis.gate.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Stands before the HTTP decoder of one connection and lets through what has one meaning. A head goes on when it is
 * whole. In place of the first byte of a head that is wrong comes something that every decoder refuses, and after it
 * nothing: so the refusal is the HTTP stack's own, in its turn. For wrong chunks the stack cuts the connection without
 * a word; a listener whose bodies' reader asks {@link #isBroken} can have such a body ended instead, and answer.
 */
public final class StrictHttp extends ChannelInboundHandlerAdapter {
    private static final byte[] NO_REQUEST = "\u0000\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] NO_CHUNK = "no chunk\r\n".getBytes(StandardCharsets.ISO_8859_1);
    private static final int LONGEST_CHUNK_LINE = 256;
    private static final int LONGEST_TRAILERS = 8 * 1024;
    private static final int MOST_HEX = 8;
    private static final int HEX = 16;

    private final int longestHead;
    private final boolean readerAsks;
    private final StringBuilder held = new StringBuilder();
    private Part part = Part.HEAD;
    private long left;
    private boolean broken;

    private enum Part {
        HEAD,
        FIXED,
        CHUNK_LINE,
        CHUNK,
        CHUNK_END,
        TRAILERS,
        REFUSED
    }

    private StrictHttp(int longestHead, boolean readerAsks) {
        this.longestHead = longestHead;
        this.readerAsks = readerAsks;
    }

    /**
     * Must be called for each new connection, before it is read.
     *
     * @param longestHead in bytes
     */
    public static void guard(HttpConnection connection, int longestHead) {
        guard(connection, new StrictHttp(longestHead, false));
    }

    /** Like {@link #guard(HttpConnection, int)}, where each body's reader asks {@link #isBroken} at its end. */
    public static void guardForReader(HttpConnection connection, int longestHead) {
        guard(connection, new StrictHttp(longestHead, true));
    }

    private static void guard(HttpConnection connection, StrictHttp strict) {
        ((ConnectionBase) connection).channel().pipeline().addFirst("strict", strict);
    }

    /** Whether the last body that began on a connection had wrong chunks, so that nothing can be read any more. */
    public static boolean isBroken(HttpConnection connection) {
        StrictHttp strict = ((ConnectionBase) connection).channel().pipeline().get(StrictHttp.class);
        return strict != null && strict.broken;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf in = (ByteBuf) message;
        try {
            while (in.isReadable() && part != Part.REFUSED) {
                read(context, in);
            }
        } finally {
            in.release();
        }
    }

    private void read(ChannelHandlerContext context, ByteBuf in) {
        switch (part) {
            case HEAD -> {
                if (hold(in, "\r\n\r\n", longestHead)) {
                    head(context);
                } else if (held.length() >= longestHead) {
                    refuse(context, NO_REQUEST);
                }
            }
            case CHUNK_LINE -> {
                if (hold(in, "\n", LONGEST_CHUNK_LINE)) {
                    chunkLine(context);
                } else if (held.length() >= LONGEST_CHUNK_LINE) {
                    breakOff(context);
                }
            }
            case CHUNK_END -> {
                if (hold(in, "\n", 2)) {
                    chunkEnd(context);
                } else if (held.length() == 2) {
                    breakOff(context);
                }
            }
            case TRAILERS -> {
                if (hold(in, "\n", LONGEST_TRAILERS)) {
                    trailer(context);
                } else if (held.length() >= LONGEST_TRAILERS) {
                    breakOff(context);
                }
            }
            case FIXED -> pass(context, in, Part.HEAD);
            case CHUNK -> pass(context, in, Part.CHUNK_END);
            case REFUSED -> in.skipBytes(in.readableBytes());
        }
    }

    /** Whether what is held now ends so. */
    private boolean hold(ByteBuf in, String end, int most) {
        while (in.isReadable() && held.length() < most) {
            held.append((char) in.readUnsignedByte());
            int from = held.length() - end.length();
            if (from >= 0 && held.indexOf(end, from) == from) {
                return true;
            }
        }
        return false;
    }

    private void head(ChannelHandlerContext context) {
        Optional<Framing> framing = Framing.of(held.substring(0, held.length() - "\r\n\r\n".length()));
        if (framing.isEmpty()) {
            refuse(context, NO_REQUEST);
            return;
        }
        left = framing.get().length();
        forward(context, framing.get().chunked() ? Part.CHUNK_LINE : left == 0 ? Part.HEAD : Part.FIXED);
    }

    /** A size in hexadecimal, and perhaps an extension that everybody may ignore. */
    private void chunkLine(ChannelHandlerContext context) {
        int digits = 0;
        while (Character.digit(held.charAt(digits), HEX) >= 0) {
            digits++;
        }
        boolean plain = held.indexOf("\r\n") == digits;
        boolean extended = held.charAt(digits) == ';' && held.indexOf("\r\n") == held.length() - 2;
        if (digits == 0 || digits > MOST_HEX || !(plain || extended)) {
            breakOff(context);
            return;
        }
        left = Long.parseLong(held.substring(0, digits), HEX);
        forward(context, left == 0 ? Part.TRAILERS : Part.CHUNK);
    }

    private void chunkEnd(ChannelHandlerContext context) {
        if (held.toString().equals("\r\n")) {
            forward(context, Part.CHUNK_LINE);
        } else {
            breakOff(context);
        }
    }

    private void trailer(ChannelHandlerContext context) {
        if (held.toString().equals("\r\n")) {
            forward(context, Part.HEAD);
        } else if (held.indexOf("\r\n") == held.length() - 2 && Framing.isField(held.substring(0, held.length() - 2))) {
            forward(context, Part.TRAILERS);
        } else {
            breakOff(context);
        }
    }

    private void pass(ChannelHandlerContext context, ByteBuf in, Part then) {
        int length = (int) Math.min(left, in.readableBytes());
        left -= length;
        if (left == 0) {
            part = then;
        }
        context.fireChannelRead(in.readRetainedSlice(length));
    }

    private void forward(ChannelHandlerContext context, Part then) {
        part = then;
        byte[] bytes = held.toString().getBytes(StandardCharsets.ISO_8859_1);
        held.setLength(0);
        context.fireChannelRead(Unpooled.wrappedBuffer(bytes));
    }

    private void refuse(ChannelHandlerContext context, byte[] instead) {
        part = Part.REFUSED;
        held.setLength(0);
        context.fireChannelRead(Unpooled.wrappedBuffer(instead));
    }

    /** Ends a body at the part that was to come. */
    private void breakOff(ChannelHandlerContext context) {
        if (!readerAsks) {
            refuse(context, NO_CHUNK);
            return;
        }
        String end = part == Part.CHUNK_END ? "\r\n0\r\n\r\n" : part == Part.CHUNK_LINE ? "0\r\n\r\n" : "\r\n";
        broken = true;
        held.setLength(0);
        held.append(end);
        forward(context, Part.REFUSED);
    }
}
