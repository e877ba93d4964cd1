package org.rootbuild.verbs;

import java.util.List;
import org.rootbuild.model.Size;
import org.rootbuild.verb.Option;

/** The named arguments of a squashfs. */
@Option(name = "compress", type = String.class, about = "gzip, xz, zstd, lz4 or lzo; zstd where it is not given")
@Option(name = "level", type = Integer.class, about = "how hard")
@Option(name = "blockSize", type = Size.class, about = "how much is compressed in one piece; 128.KiB where it is not"
    + " given")
@Option(name = "exportable", type = Boolean.class, about = "whether NFS can serve it")
@Option(name = "xattrs", type = Boolean.class, about = "whether extended attributes are kept; true where it is not given")
@Option(name = "owners", type = Boolean.class, about = "whether owners are kept, or everything is 0:0; true where it is"
    + " not given")
@Option(name = "times", type = String.class, about = "of files: capped (their own, none later than the recipe's epoch;"
    + " where it is not given), exact (their own) or epoch (the recipe's for all)")
@Option(name = "fragments", type = Boolean.class, about = "whether the ends of files share pieces; true where it is not"
    + " given")
@Option(name = "filters", type = List.class, about = "with xz, machine code: x86, powerpc, ia64, arm, armthumb, sparc;"
    + " with lz4, hc")
final class DiskSquashfsOptions {
    private DiskSquashfsOptions() {
    }
}
