/**
 * The account's bill as AWS Cost Explorer tells it, cut down to one gateway where its costs carry the stack's tag.
 */
@NullMarked
package dev.portcullis.operate.bill;

import org.jspecify.annotations.NullMarked;
