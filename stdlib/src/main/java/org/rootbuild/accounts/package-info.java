/**
 * Users and groups of a root that is not the host's: {@code /etc/passwd}, {@code /etc/shadow}, {@code /etc/group} and
 * {@code /etc/gshadow} as passwd(5), shadow(5), group(5) and gshadow(5) describe them, home folders, password hashes
 * and authorized keys. Nothing of the host is read. May depend on {@code tree} and {@code problem}, and on
 * commons-codec.
 */
package org.rootbuild.accounts;
