package org.rootbuild.partition;

/**
 * Something about a layout that cannot be.
 *
 * @param partition its place in the request's list, from 0; -1 for the disk as a whole
 * @param sentence  what was found, without a full stop
 * @param remedy    what to do, as a full sentence
 */
public record LayoutProblem(int partition, String sentence, String remedy) {
    static final int DISK = -1;
}
