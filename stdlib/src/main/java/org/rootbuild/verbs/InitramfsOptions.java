package org.rootbuild.verbs;

import org.rootbuild.verb.Option;

/** The named arguments of an initramfs that is changed. */
@Option(name = Packing.COMPRESS, type = String.class, about = "gzip, bzip2, xz, lzma, zstd, lz4 or none; as it was"
    + " where it is not given")
@Option(name = Packing.LEVEL, type = Integer.class, about = "how hard; 6 for gzip, xz and lzma, 9 for bzip2 and lz4, 19"
    + " for zstd where not given")
@Option(name = Initramfs.ADVDEF, type = Integer.class, about = "lets advdef encode the gzip data anew, 1 to 4: as -z4"
    + " does, which takes minutes and saves some hundredths")
final class InitramfsOptions {
    private InitramfsOptions() {
    }
}
