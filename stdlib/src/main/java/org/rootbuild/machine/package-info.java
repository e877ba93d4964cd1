/**
 * Virtual machines that nobody sits at: {@link org.rootbuild.machine.Qemu} boots a
 * {@link org.rootbuild.machine.Machine}, from its disks or with a kernel, and hands out the
 * {@link org.rootbuild.machine.Guest}, whose serial console can be read, waited for and typed on, and whose screen is
 * photographed when something goes wrong. May depend on
 * {@link org.rootbuild.compress}, {@link org.rootbuild.image}, {@link org.rootbuild.process},
 * {@link org.rootbuild.event} and {@link org.rootbuild.problem}.
 */
package org.rootbuild.machine;
