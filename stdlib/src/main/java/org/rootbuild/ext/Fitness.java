package org.rootbuild.ext;

import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Entry;

/** Whether a filesystem of this frame can hold what the tree has, apart from how much it is. */
final class Fitness {
    private static final long EXTENT_LIMIT_BLOCKS = 0xffffffffL;
    private static final long SMALL_FILE_LIMIT = Integer.MAX_VALUE;
    /** Of 512 bytes, of which the map needs at most one in 128. */
    private static final long SECTORS_LIMIT = 0xffffffffL;

    private final Geometry geometry;
    private final long fileLimit;
    private final int linkLimit;

    private Fitness(Geometry geometry) {
        this.geometry = geometry;
        this.linkLimit = geometry.options.revision().linksLimit();
        long blocks = geometry.has(ExtFeature.EXTENT) ? EXTENT_LIMIT_BLOCKS
            : FileMap.mapLimitBlocks(geometry.blockSize);
        long limit = blocks * geometry.blockSize;
        if (!geometry.has(ExtFeature.HUGE_FILE)) {
            limit = Math.min(limit, SECTORS_LIMIT * 508);
        }
        this.fileLimit = geometry.has(ExtFeature.LARGE_FILE) ? limit : Math.min(limit, SMALL_FILE_LIMIT);
    }

    /** @throws Failure that names all that it cannot hold */
    static void check(Inventory inventory, Geometry geometry) throws Failure {
        Fitness fitness = new Fitness(geometry);
        Problems problems = new Problems();
        for (Node node : inventory.nodes()) {
            fitness.check(node, problems);
        }
        problems.report(geometry.options.revision().word() + " with blocks of " + geometry.blockSize + " bytes");
    }

    private void check(Node node, Problems problems) {
        String path = node.entry.path();
        if (node.entry instanceof Entry.PlainFile file && file.content().sizeBytes() > fileLimit) {
            problems.add(path, "has " + file.content().sizeBytes() + " bytes, at most " + fileLimit + " fit");
        }
        if (node.entry instanceof Entry.Symlink link && targetOf(link).length >= geometry.blockSize) {
            problems.add(path, "is a link with a target of " + targetOf(link).length + " bytes");
        }
        boolean counted = !(node.entry instanceof Entry.Folder) || !geometry.has(ExtFeature.DIR_NLINK);
        if (counted && node.links() > linkLimit) {
            problems.add(path, "has " + node.links() + " links, at most " + linkLimit + " fit");
        }
        int length = node.outside.isEmpty() ? 0 : XattrArea.length(node.outside);
        if (length > XattrPlan.blockRoom(geometry.blockSize)) {
            problems.add(path, "has extended attributes of " + length + " bytes");
        }
    }

    static byte[] targetOf(Entry.Symlink link) {
        return ExtText.bytes(link.target()).orElseThrow();
    }
}
