package org.rootbuild.verbs;

import org.rootbuild.model.Size;
import org.rootbuild.verb.Option;

/** The named arguments of a squashfs. */
@Option(name = "compress", type = String.class, about = "gzip, xz, zstd, lz4 or lzo; zstd where it is not given")
@Option(name = "level", type = Integer.class, about = "how hard")
@Option(name = "blockSize", type = Size.class, about = "how much is compressed in one piece; 128.KiB where it is not"
    + " given")
@Option(name = "exportable", type = Boolean.class, about = "whether NFS can serve it")
final class DiskSquashfsOptions {
    private DiskSquashfsOptions() {
    }
}
