/**
 * The report of a boot test: the steps of the boot with their times, read from the guest's journal.
 */
@NullMarked
package dev.portcullis.local.boot.report;

import org.jspecify.annotations.NullMarked;
