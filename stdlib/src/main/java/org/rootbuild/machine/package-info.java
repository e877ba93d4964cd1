/**
 * Virtual machines without a screen: {@link org.rootbuild.machine.Qemu} boots a {@link org.rootbuild.machine.Machine}
 * and hands out the {@link org.rootbuild.machine.Guest}, whose serial console can be read, waited for and typed on.
 * May depend on {@link org.rootbuild.process}, {@link org.rootbuild.event} and {@link org.rootbuild.problem}.
 */
package org.rootbuild.machine;
