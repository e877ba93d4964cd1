package org.rootbuild.image;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.rootbuild.volume.Range;

/**
 * Which blocks of an image hold data, with a checksum for each run of them: what bmaptool needs to write an image to a
 * disk without what is not in it. The format is that of bmap-tools, version 2.0 (BmapCreate.py of bmap-tools 3).
 */
final class BlockMap {
    private static final int BLOCK_BYTES = DataRuns.BLOCK_BYTES;
    private static final String NO_DIGEST = "0".repeat(64);

    /** A run of blocks. */
    private record Run(long firstBlock, long lastBlock, byte[] sha256) {
    }

    private final long sizeBytes;
    private final List<Run> runs = new ArrayList<>();
    private long mappedBlocks;

    /** @param sizeBytes of the image */
    BlockMap(long sizeBytes) {
        this.sizeBytes = sizeBytes;
    }

    /** Adds a run that begins with a block, behind those that were added. */
    void add(Range run, byte[] sha256) {
        long last = (run.end() - 1) / BLOCK_BYTES;
        runs.add(new Run(run.at() / BLOCK_BYTES, last, sha256));
        mappedBlocks += last - run.at() / BLOCK_BYTES + 1;
    }

    /** The file, with its own checksum in it. */
    byte[] xml() {
        String without = text(NO_DIGEST);
        String own = HexFormat.of().formatHex(sha256().digest(without.getBytes(StandardCharsets.US_ASCII)));
        return text(own).getBytes(StandardCharsets.US_ASCII);
    }

    private String text(String ownDigest) {
        StringBuilder text = new StringBuilder("<?xml version=\"1.0\" ?>\n<bmap version=\"2.0\">\n");
        field(text, "ImageSize", Long.toString(sizeBytes));
        field(text, "BlockSize", Integer.toString(BLOCK_BYTES));
        field(text, "BlocksCount", Long.toString((sizeBytes + BLOCK_BYTES - 1) / BLOCK_BYTES));
        field(text, "MappedBlocksCount", Long.toString(mappedBlocks));
        field(text, "ChecksumType", "sha256");
        field(text, "BmapFileChecksum", ownDigest);
        text.append("    <BlockMap>\n");
        for (Run run : runs) {
            String blocks = run.firstBlock() == run.lastBlock() ? Long.toString(run.firstBlock())
                : run.firstBlock() + "-" + run.lastBlock();
            text.append("        <Range chksum=\"").append(HexFormat.of().formatHex(run.sha256())).append("\"> ")
                .append(blocks).append(" </Range>\n");
        }
        return text.append("    </BlockMap>\n</bmap>\n").toString();
    }

    private static void field(StringBuilder text, String name, String value) {
        text.append("    <").append(name).append("> ").append(value).append(" </").append(name).append(">\n");
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
