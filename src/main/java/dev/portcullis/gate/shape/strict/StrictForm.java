package dev.portcullis.gate.shape.strict;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.FileUpload;
import io.netty.handler.codec.http.multipart.HttpData;
import io.netty.handler.codec.http.multipart.HttpPostMultipartRequestDecoder;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A form ({@code multipart/form-data}) that has one meaning: whole to its last boundary, one value per name, text in
 * UTF-8. Netty's decoder splits it, in memory only; of a part nothing counts but its name, its bytes and whether it is
 * a file.
 */
public final class StrictForm {
    static final int MOST_PARTS = 32;
    static final int LONGEST_TEXT = 64 * 1024;
    static final int LONGEST_NAME = 256;
    private static final Pattern TYPE = Pattern.compile(
            "multipart/form-data *; *boundary=(?:\"([A-Za-z0-9'()+_,./:=?-]{1,70})\"|([A-Za-z0-9'()+_./:=?-]{1,70}))",
            Pattern.CASE_INSENSITIVE);
    /** Netty calls itself for every step it takes in what it was given, so it is given little at a time. */
    private static final int CHUNK = 8 * 1024;
    /** The most bytes that may wait for the end of a part's headers or text. */
    private static final int MOST_WAITING = LONGEST_TEXT + 2 * CHUNK;

    private final ObjectNode fields = JsonNodeFactory.instance.objectNode();

    private StrictForm() {}

    /** Texts and, as binary nodes, files; {@code image[]}, as the SDKs name a list, is {@code image}. */
    public static ObjectNode read(byte[] body, String contentType) throws Refused {
        String boundary = boundary(contentType);
        if (!endsWith(body, "--" + boundary + "--")) {
            throw Refused.invalid("body: the form does not end with its boundary");
        }
        HttpRequest head = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/");
        head.headers().set("content-type", "multipart/form-data; boundary=" + boundary);
        StrictForm form = new StrictForm();
        form.take(body, head);
        return form.fields;
    }

    private static String boundary(String contentType) throws Refused {
        Matcher matcher = TYPE.matcher(contentType.strip());
        if (!matcher.matches()) {
            throw Refused.unsupported("multipart/form-data with a boundary", contentType);
        }
        return matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    }

    private static boolean endsWith(byte[] body, String end) {
        int last = Math.max(0, body.length - end.length() - 2);
        String tail = new String(body, last, body.length - last, StandardCharsets.ISO_8859_1);
        return tail.endsWith(end) || tail.endsWith(end + "\r\n");
    }

    private void take(byte[] body, HttpRequest head) throws Refused {
        // Never on disk, where its files would outlive a gate that is killed.
        HttpPostMultipartRequestDecoder decoder = new HttpPostMultipartRequestDecoder(
                new DefaultHttpDataFactory(false), head, StandardCharsets.UTF_8, MOST_PARTS, MOST_WAITING);
        decoder.setDiscardThreshold(CHUNK);
        try {
            for (int at = 0; at < body.length; at += CHUNK) {
                decoder.offer(chunk(body, at));
                while (decoder.hasNext()) {
                    part(decoder.next(), decoder);
                }
            }
        } catch (HttpPostRequestDecoder.EndOfDataDecoderException end) {
            // Netty signals by this exception that the last part was taken.
            return;
        } catch (RuntimeException | StackOverflowError e) {
            // Wider than DecoderException: Netty answers a multipart/mixed without a boundary with an index out of
            // bounds, and a long row of such parts, each read inside the last one, once overflowed its stack.
            throw Refused.invalid(
                    "body: the form cannot be read. Send at most " + MOST_PARTS + " parts with plain headers");
        } finally {
            decoder.destroy();
        }
    }

    private static HttpContent chunk(byte[] body, int at) {
        boolean last = at + CHUNK >= body.length;
        var bytes = Unpooled.wrappedBuffer(body, at, Math.min(CHUNK, body.length - at));
        return last ? new DefaultLastHttpContent(bytes) : new DefaultHttpContent(bytes);
    }

    private void part(InterfaceHttpData part, HttpPostMultipartRequestDecoder decoder) throws Refused {
        String name = part.getName().equals("image[]") ? "image" : part.getName();
        if (name.length() > LONGEST_NAME) {
            throw Refused.invalid("body: a name in the form is longer than " + LONGEST_NAME + " characters");
        }
        if (fields.has(name)) {
            throw Refused.invalid("body: the name " + GivenText.quote(name) + " occurs twice");
        }
        byte[] bytes = bytes((HttpData) part);
        decoder.removeHttpDataFromClean(part);
        part.release();
        if (part instanceof FileUpload) {
            fields.put(name, bytes);
        } else {
            fields.put(name, text(name, bytes));
        }
    }

    private static byte[] bytes(HttpData part) {
        try {
            return part.get();
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory", e);
        }
    }

    private static String text(String name, byte[] bytes) throws Refused {
        if (bytes.length > LONGEST_TEXT) {
            throw Refused.invalid("body: the text " + GivenText.quote(name) + " has " + bytes.length
                    + " bytes, above the limit of " + LONGEST_TEXT);
        }
        Utf8.check(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
