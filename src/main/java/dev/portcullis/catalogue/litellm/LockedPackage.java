package dev.portcullis.catalogue.litellm;

/**
 * One line of the lock.
 *
 * @param marker the condition under which pip installs it, such as {@code python_full_version < '3.11'}; empty for
 *     always
 * @param hashes how many wheels of it are accepted, over all platforms
 */
public record LockedPackage(String name, String version, String marker, int hashes) {}
