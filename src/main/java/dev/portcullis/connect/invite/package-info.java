/**
 * The hand-over of a gateway's credentials to a teammate: a file that only the teammate's key opens.
 *
 * <p>Must not know where the credentials come from, nor what becomes of them.
 */
@NullMarked
package dev.portcullis.connect.invite;

import org.jspecify.annotations.NullMarked;
