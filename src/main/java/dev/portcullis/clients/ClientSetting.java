package dev.portcullis.clients;

/**
 * One block to paste.
 *
 * @param title the client and the place, unique among all; never indented
 * @param template the block, with names in braces for what differs between gateways
 */
record ClientSetting(String title, String template) {
    private static final String INDENT = "  ";

    String render(ClientTarget target) {
        return title + "\n" + target.fill(template).indent(INDENT.length());
    }
}
