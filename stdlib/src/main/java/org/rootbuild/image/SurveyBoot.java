package org.rootbuild.image;

/**
 * One thing that boots, or without which nothing would.
 *
 * @param firmware  {@code bios} or {@code uefi}
 * @param partition the number of the one that it is in; 0 where it is in none
 * @param what      such as {@code GRUB's boot.img in the first sector}
 */
public record SurveyBoot(String firmware, int partition, String what) {
}
