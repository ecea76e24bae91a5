/**
 * The account around the guest: moto, stand-ins for what moto lacks, a root file system and the disks.
 */
@NullMarked
package dev.portcullis.local.boot.cloud;

import org.jspecify.annotations.NullMarked;
