package dev.portcullis.infra.cloudflare.outputs;

/**
 * A zone's bot modes as they are.
 *
 * @param isRobotsTxtManaged whether Cloudflare keeps the zone's robots.txt
 */
public record GetBotManagementResult(boolean isRobotsTxtManaged) {}
