/**
 * {@code boot-test}: the host's real user data, booted in a Debian container of its own, and what is looked at there.
 *
 * <p>Runs on Linux as root. Each part that stands for AWS, for Bedrock, for Cloudflare's edge or for cloudflared is
 * named as a stand-in; everything else is what an instance gets. It must not change the user data or the bundle's
 * scripts: the parts that a container lacks reach the guest as systemd drop-ins.
 */
@NullMarked
package dev.portcullis.local.boot;

import org.jspecify.annotations.NullMarked;
