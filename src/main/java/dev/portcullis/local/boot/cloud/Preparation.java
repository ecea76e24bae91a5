package dev.portcullis.local.boot.cloud;

import dev.portcullis.local.boot.guest.Inheritance;
import dev.portcullis.local.boot.report.BootReport;
import dev.portcullis.release.Bundle;
import dev.portcullis.release.UserData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Prepares an instance before it is switched on for the first time: its user data, and its surroundings.
 *
 * @param desired name of the parameter
 * @param device the data volume's
 */
public record Preparation(Path project, StandIns standIns, String desired, String device) {
    private static final String VOLUME = "vol-0123456789abcdef0";

    public void writeTo(Path root) {
        Inheritance inheritance = new Inheritance(System.getenv());
        inheritance.writeTo(root);
        new Seed("i-boot-test", userData()).writeTo(root);
        new DropIns(
                        standIns.account(),
                        device,
                        standIns.bedrock().toString(),
                        standIns.team().certs().toString(),
                        inheritance.proxies())
                .writeTo(root);
    }

    public BootReport.Facts facts(Bundle bundle) {
        try {
            long bytes = Files.size(bundle.writeBelow(project));
            double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
            return new BootReport.Facts(bytes, userData().getBytes(StandardCharsets.UTF_8).length, load);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String userData() {
        String region = standIns.account().region();
        return new UserData(project, region, desired).render(VOLUME);
    }
}
