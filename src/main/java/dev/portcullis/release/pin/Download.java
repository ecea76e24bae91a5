package dev.portcullis.release.pin;

import dev.portcullis.input.BadInput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Fetches a maker's file, up to a size. */
final class Download {
    private static final int BUFFER = 64 * 1024;

    private final HttpClient http = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(Duration.ofSeconds(20))
            .build();

    void to(URI address, Path file, long most) {
        try {
            HttpRequest request = HttpRequest.newBuilder(address)
                    .timeout(Duration.ofMinutes(10))
                    .build();
            HttpResponse<InputStream> answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body();
                    OutputStream out = Files.newOutputStream(file)) {
                if (answer.statusCode() != 200) {
                    throw refused(address, "status " + answer.statusCode());
                }
                copy(address, body, out, most);
            }
        } catch (IOException e) {
            throw refused(address, String.valueOf(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + address + " was fetched", e);
        }
    }

    private static void copy(URI address, InputStream body, OutputStream out, long most) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long left = most;
        for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
            left -= read;
            if (left < 0) {
                throw refused(address, "more than " + most + " bytes");
            }
            out.write(buffer, 0, read);
        }
    }

    private static BadInput refused(URI address, String got) {
        return new BadInput(address.toString(), "the maker's file", got, "Check the address and the network");
    }
}
