package dev.portcullis.doctor;

import dev.portcullis.cloudflare.CloudflareApi;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Everything that an examination can reach.
 *
 * @param java the version that runs this program
 * @param environment the variables of this process
 * @param cloudflare the API's address
 * @param account with the caller's credentials
 * @param route the address at which a gateway is reached, by its public one
 */
record Surroundings(
        Path project,
        int java,
        Map<String, String> environment,
        URI cloudflare,
        Supplier<AccountClients> account,
        UnaryOperator<URI> route,
        InstantSource clock) {

    static Surroundings of(Path project, Map<String, String> environment) {
        return new Surroundings(
                project,
                Runtime.version().feature(),
                environment,
                CloudflareApi.address(environment),
                AccountClients::ofThisMachine,
                UnaryOperator.identity(),
                InstantSource.system());
    }
}
