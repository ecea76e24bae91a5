package dev.portcullis.release.newer;

import dev.portcullis.input.BadInput;
import dev.portcullis.input.Problems;
import dev.portcullis.release.Component;
import dev.portcullis.release.Components;
import dev.portcullis.release.pin.PinFile;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** The pin of cloudflared in {@code config/components.yaml}. */
public record CloudflaredPin(Path file, ReleaseSite site) {
    private static final String NAME = "cloudflared";

    public NewerRelease proposal(Instant now) {
        return NewerRelease.of(NAME, component().version(), site.published("cloudflare/cloudflared"), now);
    }

    /**
     * Fetches both files, compares them with the checksums that the site gives, and moves the pin.
     *
     * @throws BadInput when a file or its checksum is missing, or they differ; then nothing was changed
     */
    public void move(Published release, Consumer<String> progress) {
        Component.Download arm64 = checked(release, "arm64", progress);
        Component.Download amd64 = checked(release, "amd64", progress);
        new PinFile(file).move(new Component(NAME, release.version(), arm64, amd64));
        component();
    }

    private static Published.Asset asset(Published release, String architecture) {
        String name = "cloudflared-linux-" + architecture;
        List<Published.Asset> found = release.assets().stream()
                .filter(one -> one.name().equals(name) && one.sha256().matches("[0-9a-f]{64}"))
                .toList();
        if (found.isEmpty()) {
            throw new BadInput(
                    "cloudflared " + release.version(),
                    "a file " + name + " with its SHA-256",
                    "none",
                    "Wait for a release that has both, or pin this one by hand (config/components.yaml says how)");
        }
        return found.get(0);
    }

    private Component.Download checked(Published release, String architecture, Consumer<String> progress) {
        Published.Asset asset = asset(release, architecture);
        progress.accept("Fetching " + asset.address());
        String sum = site.sha256(asset.address());
        if (!sum.equals(asset.sha256())) {
            throw new BadInput(
                    asset.address().toString(),
                    "a file with the SHA-256 " + asset.sha256() + " that its site gives",
                    sum,
                    "Do not use this file: find out why they differ");
        }
        return new Component.Download(asset.address().toString(), sum);
    }

    private Component component() {
        Problems problems = new Problems();
        var components = Components.read(file, problems);
        problems.throwIfAny();
        return components.orElseThrow().cloudflared();
    }
}
