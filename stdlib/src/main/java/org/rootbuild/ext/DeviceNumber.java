package org.rootbuild.ext;

import java.nio.ByteBuffer;

/** The number of a device in an inode's map: 16 bits in the first word, or where it needs more, 32 in the second. */
record DeviceNumber(int major, int minor) {
    void encode(ByteBuffer map) {
        if (major < 256 && minor < 256) {
            map.putInt(0, major << 8 | minor).putInt(4, 0);
        } else {
            map.putInt(0, 0).putInt(4, minor & 0xff | major << 8 | (minor & ~0xff) << 12);
        }
    }

    static DeviceNumber decode(ByteBuffer map) {
        int old = map.getInt(0);
        if (old != 0) {
            return new DeviceNumber(old >>> 8 & 0xff, old & 0xff);
        }
        int wide = map.getInt(4);
        return new DeviceNumber(wide >>> 8 & 0xfff, wide & 0xff | wide >>> 12 & 0xfff00);
    }
}
