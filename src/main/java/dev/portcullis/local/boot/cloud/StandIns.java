package dev.portcullis.local.boot.cloud;

import dev.portcullis.local.bedrock.BedrockStandIn;
import dev.portcullis.local.boot.report.Closing;
import dev.portcullis.local.boot.report.Steps;
import dev.portcullis.local.edge.AccessTeam;
import dev.portcullis.local.loopback.Loopback;
import dev.portcullis.local.trial.FreePort;
import dev.portcullis.release.Component;
import dev.portcullis.release.Components;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;

/** The clouds around the host, on this machine's loopback. Closing them stops what was started. */
public final class StandIns implements AutoCloseable {
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final Account account;
    private final BedrockStandIn bedrock;
    private final AccessTeam team;
    private final Components components;

    private StandIns(BootParts parts, Steps steps) {
        String region = parts.settings().account().region().value();
        try {
            Path lock = parts.project().resolve("src/test/python/moto.lock");
            Path python = Moto.python(lock, parts.cache(), steps);
            Moto moto = keep(Moto.start(python, FreePort.any(), parts.folder().resolve("moto.log")));
            account = new Account(moto.endpoint(), region);
            bedrock = keep(BedrockStandIn.start(
                    parts.catalogue(), parts.settings().models().geography().word(), region));
            team = keep(AccessTeam.start(InstantSource.system()));
            components = components(parts);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    public static StandIns start(BootParts parts, Steps steps) {
        return new StandIns(parts, steps);
    }

    public Account account() {
        return account;
    }

    public AccessTeam team() {
        return team;
    }

    /** The pinned ones, but for where cloudflared is. */
    public Components components() {
        return components;
    }

    URI bedrock() {
        return URI.create("http://127.0.0.1:" + bedrock.port());
    }

    /** The host fetches cloudflared as ever, by address and checksum; only that the address is here. */
    private Components components(BootParts parts) {
        byte[] program;
        try {
            program = Files.readAllBytes(parts.cloudflared());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Loopback downloads = keep(new Loopback());
        int port = downloads.listen(0, request -> request.response().end(Buffer.buffer(program)));
        Component.Download here =
                Component.Download.of(URI.create("http://127.0.0.1:" + port + "/cloudflared"), program);
        Component pinned = parts.components().cloudflared();
        return new Components(
                new Component(pinned.name(), pinned.version(), here, here),
                parts.components().ssmAgent());
    }

    @Override
    public void close() {
        Closing.inReverse(started);
    }

    private <T extends AutoCloseable> T keep(T part) {
        started.push(part);
        return part;
    }
}
