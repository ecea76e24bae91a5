/**
 * The size of a picture that a stranger sent, by which it is priced: width and height from the head of a PNG, JPEG, GIF
 * or WebP file.
 *
 * <p>Runs in the gate on the path of every request with a picture. Knows four file formats and nothing else of the
 * project.
 *
 * <p>Why it is our own (2026-11): a library that decodes pictures allocates what a file declares. One that was here
 * allocated 500 MB for a chunk that a file of 30 bytes only announced, and the gate's process ended. The readers here
 * allocate nothing that grows with the file, look at each byte at most once or twice, and end at the end of the file
 * whatever the file says. A file may state several sizes (frames of an animation, a second frame header); the largest
 * counts, since nobody knows which one a decoder will take.
 *
 * <p>Sources: PNG (W3C, third edition, 5.2 and 11.2.1), JPEG (ITU-T T.81, B.1.1 and B.2), GIF89a (18, 20), WebP (RFC
 * 9649, 2.5 to 2.7).
 */
@NullMarked
package dev.portcullis.gate.picture;

import org.jspecify.annotations.NullMarked;
