/**
 * The guest itself: systemd in namespaces of its own, and how the outside looks into it.
 */
@NullMarked
package dev.portcullis.local.boot.guest;

import org.jspecify.annotations.NullMarked;
