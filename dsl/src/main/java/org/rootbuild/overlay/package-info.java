/**
 * Layers as folders that the kernel can stack (overlayfs), and what it changed in such a stack as changes of a layer
 * again. The kernel's side is described in Documentation/filesystems/overlayfs.rst of Linux. May depend on {@code
 * codec}, {@code layer}, {@code model}, {@code posix}, {@code problem}, {@code store}, {@code tree} and {@code verb}.
 */
package org.rootbuild.overlay;
