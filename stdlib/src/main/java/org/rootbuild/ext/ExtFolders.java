package org.rootbuild.ext;

import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rootbuild.problem.Failure;

/**
 * The directories of a filesystem that is being changed. A name that fits into the block where it belongs is written
 * there; when one does not, the directory stays in memory and is written anew as a whole in the end.
 */
final class ExtFolders implements ExtNames {
    private static final int REMEMBERED_NAMES = 400_000;

    private final ExtAccess access;
    private final ExtFolderBuilder builder;
    private final LinkedHashMap<Long, ExtFolder> open = new LinkedHashMap<>(16, 0.75f, true);
    private long remembered;

    ExtFolders(ExtAccess access, ExtFolderBuilder builder) {
        this.access = access;
        this.builder = builder;
    }

    ExtFolder get(long number) throws IOException {
        ExtFolder folder = open.get(number);
        if (folder == null) {
            ExtInode inode = access.inode(number);
            if (inode.type() != ExtInode.FOLDER) {
                throw ExtDamage.found("inode " + number + " is no directory");
            }
            folder = ExtFolder.read(access, inode);
            keep(folder);
        }
        return folder;
    }

    private void keep(ExtFolder folder) throws IOException {
        open.put(folder.number(), folder);
        remembered += folder.slots().size() + 1;
        Iterator<ExtFolder> eldest = open.values().iterator();
        while (remembered > REMEMBERED_NAMES && open.size() > 1) {
            ExtFolder one = eldest.next();
            write(one);
            remembered -= one.slots().size() + 1;
            eldest.remove();
        }
    }

    private void write(ExtFolder folder) throws IOException {
        if (folder.isScattered()) {
            builder.write(folder, access.inode(folder.number()));
        }
    }

    @Override
    public Optional<ExtName> find(long folder, String name) throws IOException {
        return get(folder).find(name).map(ExtFolder.Slot::name);
    }

    @Override
    public SortedMap<String, ExtName> all(long folder) throws IOException {
        TreeMap<String, ExtName> all = new TreeMap<>();
        for (ExtFolder.Slot one : get(folder).slots()) {
            all.put(ExtText.text(one.name().bytes()), one.name());
        }
        return all;
    }

    /** A new directory without names, which its inode does not have any blocks for yet. */
    void begin(long number, long parent) throws IOException {
        ExtFolder folder = new ExtFolder(number, parent);
        folder.setScattered(true);
        try {
            write(folder);
        } catch (IOException trouble) {
            folder.setScattered(false);
            throw trouble;
        }
        keep(folder);
    }

    void add(long number, ExtName name) throws IOException {
        ExtFolder folder = changeable(number);
        int block = -1;
        if (!folder.isScattered()) {
            block = new ExtFolderBlocks(access, access.inode(number)).add(name);
            folder.setScattered(block < 0);
        }
        folder.put(name, block);
        remembered++;
    }

    void remove(long number, byte[] name) throws IOException {
        ExtFolder folder = changeable(number);
        Optional<ExtFolder.Slot> slot = folder.find(name);
        if (slot.isPresent() && !folder.isScattered()) {
            new ExtFolderBlocks(access, access.inode(number)).remove(name, slot.get().block());
        }
        folder.remove(name);
        remembered--;
    }

    void setParent(long number, long parent) throws IOException {
        ExtFolder folder = changeable(number);
        folder.setParent(parent);
        if (!folder.isScattered()) {
            new ExtFolderBlocks(access, access.inode(number)).setParent(parent);
        }
    }

    private ExtFolder changeable(long number) throws IOException {
        ExtFolder folder = get(number);
        if (access.inode(number).is(ExtInode.ENCRYPTED | ExtInode.CASEFOLDED)) {
            throw new Failure("the directory of inode " + number + " is encrypted or ignores case, which is not changed"
                + " here", "Change it where the filesystem is mounted.");
        }
        return folder;
    }

    /** The directory is removed. */
    void forget(long number) {
        ExtFolder gone = open.remove(number);
        remembered -= gone == null ? 0 : gone.slots().size() + 1;
    }

    void flush() throws IOException {
        for (Map.Entry<Long, ExtFolder> one : open.entrySet()) {
            write(one.getValue());
        }
    }
}
