package org.rootbuild.disk;

/**
 * How much room a partition gets whose content decides.
 *
 * @param percent      of what the content needs, on top of it
 * @param moreBytes    on top of that
 * @param atLeastBytes the least that it becomes
 */
public record Allowance(int percent, long moreBytes, long atLeastBytes) {
    public Allowance {
        if (percent < 0 || moreBytes < 0 || atLeastBytes < 0) {
            throw new IllegalArgumentException("no room for a content and " + percent + " percent");
        }
    }

    /** What a content gets that needs so much; at least one byte. */
    public long bytes(long neededBytes) {
        long part = Math.addExact(neededBytes / 100 * percent, neededBytes % 100 * percent / 100);
        return Math.max(Math.max(1, atLeastBytes), Math.addExact(Math.addExact(neededBytes, part), moreBytes));
    }
}
