package org.rootbuild.initramfs;

import org.rootbuild.tree.Entry;

/** Where an entry of an initramfs comes from: the last header that the kernel would take for it. */
record Held(Entry entry, Segment segment, CpioRecord record) {
}
