package org.rootbuild.machine;

/** What a person asks for: the hardware, software emulation, or the hardware where it is proved to work. */
public enum Acceleration {
    AUTO, KVM, TCG
}
