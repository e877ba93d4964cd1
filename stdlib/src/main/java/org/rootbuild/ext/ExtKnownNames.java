package org.rootbuild.ext;

import java.io.IOException;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The names of a filesystem that is only read. Those of the last directories are remembered. */
final class ExtKnownNames implements ExtNames {
    private static final int REMEMBERED_NAMES = 200_000;
    /** As many bytes of an encrypted name as the kernel shows. */
    private static final int SHOWN = 149;

    private final ExtAccess access;
    private final LinkedHashMap<Long, TreeMap<String, ExtName>> folders = new LinkedHashMap<>(16, 0.75f, true);
    private int remembered;

    ExtKnownNames(ExtAccess access) {
        this.access = access;
    }

    @Override
    public Optional<ExtName> find(long folder, String name) throws IOException {
        return Optional.ofNullable(all(folder).get(name));
    }

    @Override
    public synchronized SortedMap<String, ExtName> all(long number) throws IOException {
        TreeMap<String, ExtName> names = folders.get(number);
        if (names == null) {
            names = read(access.inode(number));
            folders.put(number, names);
            remembered += names.size() + 1;
            Iterator<TreeMap<String, ExtName>> eldest = folders.values().iterator();
            while (remembered > REMEMBERED_NAMES && folders.size() > 1) {
                remembered -= eldest.next().size() + 1;
                eldest.remove();
            }
        }
        return names;
    }

    private TreeMap<String, ExtName> read(ExtInode folder) throws IOException {
        TreeMap<String, ExtName> names = new TreeMap<>();
        boolean encrypted = folder.is(ExtInode.ENCRYPTED);
        for (ExtName one : ExtFolderReader.names(access, folder)) {
            String name = encrypted ? withoutKey(one.bytes()) : ExtText.text(one.bytes());
            if (names.put(name, one) != null) {
                throw ExtDamage.found("the directory of inode " + folder.number() + " has the name '" + name
                    + "' twice");
            }
        }
        return names;
    }

    /** An encrypted name in letters, much as the kernel shows it to who has no key. */
    private static String withoutKey(byte[] name) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(name.length <= SHOWN ? name
            : java.util.Arrays.copyOf(name, SHOWN));
    }
}
