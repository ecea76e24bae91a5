package dev.portcullis.release;

/**
 * The cloud-init document of a host. It holds names and never a value or a secret, so it does not change when a
 * client, a secret or a release does, and an instance that boots again finds what is true now.
 *
 * @param region where the parameter is read
 * @param desiredParameter the name of the SSM parameter that says what the host should be
 */
public record UserData(String region, String desiredParameter) {
    /** EC2's limit on user data before encoding. */
    public static final int MAX_BYTES = 16 * 1024;

    /** Installs nothing yet: the host says so in its journal and on its console, and opens no port. */
    public String render() {
        return """
                #cloud-config
                write_files:
                  - path: /etc/portcullis/names.env
                    permissions: "0644"
                    content: |
                      PORTCULLIS_REGION=%s
                      PORTCULLIS_DESIRED=%s
                runcmd:
                  - [systemd-cat, --identifier=portcullis, echo, "no bundle is installed; this host serves nothing"]
                final_message: "portcullis: no bundle is installed; this host serves nothing"
                """.formatted(region, desiredParameter);
    }
}
