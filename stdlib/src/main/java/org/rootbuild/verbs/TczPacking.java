package org.rootbuild.verbs;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.rootbuild.language.ArtifactSpec;
import org.rootbuild.language.Options;
import org.rootbuild.mkfs.SquashfsKept;
import org.rootbuild.mkfs.SquashfsOptions;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Size;

/** How the squashfs of an extension is packed, where a recipe says more than nothing about it. */
final class TczPacking {
    /** As Tiny Core packs them: its machines have little memory, and small pieces are quick to read. */
    private static final int BLOCK_BYTES = 4096;
    private static final String COMPRESS = "compress";
    private static final String LEVEL = "level";
    private static final String BLOCK_SIZE = "blockSize";
    private static final String NO_FRAGMENTS = "noFragments";

    private TczPacking() {
    }

    /** What was said, beside what is packed; what cannot be is told. */
    static Fields fields(ArtifactSpec self, Options given, Fields content) {
        Fields.Builder fields = content.toBuilder();
        given.text(COMPRESS).ifPresent(text -> fields.text(COMPRESS, text));
        given.whole(LEVEL).ifPresent(level -> fields.whole(LEVEL, level));
        given.size(BLOCK_SIZE).map(Size::bytes).ifPresent(bytes -> fields.whole(BLOCK_SIZE, bytes));
        if (!given.flag("fragments", false)) {
            fields.flag(NO_FRAGMENTS, true);
        }
        Fields said = fields.build();
        try {
            options(said, 0);
        } catch (IllegalArgumentException impossible) {
            self.problem(impossible.getMessage(),
                "Leave it out, and the extension is packed as Tiny Core's own: gzip in blocks of 4 KiB.");
        }
        return said;
    }

    /** @throws IllegalArgumentException with a sentence for what cannot be */
    static SquashfsOptions options(Fields said, long epochSeconds) {
        Optional<Integer> level = said.findWhole(LEVEL).map(TczPacking::number);
        int blockBytes = said.findWhole(BLOCK_SIZE).map(TczPacking::number).orElse(BLOCK_BYTES);
        // The tree has no extended attributes by now, so that nothing is noted about them twice.
        SquashfsKept kept = new SquashfsKept(true, true, SquashfsKept.Times.UP_TO_MAKING, !said.flag(NO_FRAGMENTS),
            List.of());
        return new SquashfsOptions(said.findText(COMPRESS).orElse("gzip"),
            level.map(OptionalInt::of).orElseGet(OptionalInt::empty), blockBytes, false, epochSeconds, kept);
    }

    /** What no integer holds is beyond every limit anyway. */
    private static int number(long said) {
        return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, said));
    }
}
