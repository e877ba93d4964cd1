package org.rootbuild.squashfs;

import java.io.IOException;
import java.util.OptionalLong;
import org.rootbuild.problem.Failure;

/** Reads inodes ({@code struct squashfs_dir_inode} and its neighbours). */
final class Inodes {
    private static final int FOLDER = 1;
    private static final int PLAIN_FILE = 2;
    private static final int SYMLINK = 3;
    private static final int BLOCK_DEVICE = 4;
    private static final int CHARACTER_DEVICE = 5;
    private static final int PIPE = 6;
    private static final int SOCKET = 7;
    /** Each of these kinds has another number for what is longer, such as one with extended attributes. */
    private static final int LONG = 7;
    private static final long NONE = 0xffffffffL;
    private static final long HIGHEST_ID = 4294967294L;
    private static final int LONGEST_TARGET = 65535;
    private static final int PIECES_BITS = 48;

    private final Superblock head;
    private final MetadataPieces metadata;
    private final LookupTable ids;

    Inodes(Pieces pieces, MetadataPieces metadata) {
        this.head = pieces.head();
        this.metadata = metadata;
        this.ids = new LookupTable(pieces, metadata, "owner", head.idTableAt(), head.idCount(), 4);
    }

    Inode read(long reference) throws IOException {
        if (reference >>> PIECES_BITS != 0) {
            throw SquashfsDamage.found("an inode is said to be at " + Long.toHexString(reference)
                + ", where there can be none");
        }
        MetadataInput in = metadata.at(head.inodeTableAt(), reference);
        int type = in.unsignedShort();
        int mode = in.unsignedShort();
        int owner = in.unsignedShort();
        int group = in.unsignedShort();
        long mtime = in.unsignedInt();
        long number = in.unsignedInt();
        boolean isLong = type > LONG;
        int kind = isLong ? type - LONG : type;
        Made made = switch (kind) {
            case FOLDER -> folder(in, isLong);
            case PLAIN_FILE -> isLong ? longFile(in) : file(in);
            case SYMLINK -> symlink(in, number, isLong);
            case BLOCK_DEVICE, CHARACTER_DEVICE -> device(in, kind == BLOCK_DEVICE, isLong);
            case PIPE, SOCKET -> pipe(in, kind == SOCKET, isLong);
            default -> throw SquashfsDamage.found("inode " + number + " is of a kind that there is not (" + type + ")");
        };
        return new Inode(reference, mode & 07777, id(owner), id(group), mtime, number, made.xattrs, made.body);
    }

    /** What differs from kind to kind. */
    private record Made(Inode.Body body, OptionalLong xattrs) {
    }

    private long id(int number) throws IOException {
        long id = ids.record(number).unsignedInt();
        if (id > HIGHEST_ID) {
            throw SquashfsDamage.found("owner " + number + " is " + id + ", whom no system has");
        }
        return id;
    }

    private static OptionalLong unlessNone(long number) {
        return number == NONE ? OptionalLong.empty() : OptionalLong.of(number);
    }

    private static OptionalLong xattrs(MetadataInput in, boolean isLong) throws IOException {
        return isLong ? unlessNone(in.unsignedInt()) : OptionalLong.empty();
    }

    private static Made folder(MetadataInput in, boolean isLong) throws IOException {
        if (!isLong) {
            long pieceAt = in.unsignedInt();
            in.unsignedInt();
            int length = in.unsignedShort();
            return new Made(new Inode.Folder(pieceAt, in.unsignedShort(), length), OptionalLong.empty());
        }
        in.unsignedInt();
        long length = in.unsignedInt();
        long pieceAt = in.unsignedInt();
        in.unsignedInt();
        in.unsignedShort();
        return new Made(new Inode.Folder(pieceAt, in.unsignedShort(), length), xattrs(in, true));
    }

    private static Made file(MetadataInput in) throws IOException {
        long startAt = in.unsignedInt();
        OptionalLong fragment = unlessNone(in.unsignedInt());
        long offset = in.unsignedInt();
        long size = in.unsignedInt();
        return new Made(new Inode.PlainFile(startAt, size, 1, fragment, offset, in), OptionalLong.empty());
    }

    private Made longFile(MetadataInput in) throws IOException {
        long startAt = in.signedLong();
        long size = in.signedLong();
        in.signedLong();
        long links = in.unsignedInt();
        OptionalLong fragment = unlessNone(in.unsignedInt());
        long offset = in.unsignedInt();
        OptionalLong xattrs = xattrs(in, true);
        // More blocks than this have no room for their lengths in the largest table.
        if (size < 0 || size / head.blockBytes() > head.sizeBytes() * (Pieces.METADATA_BYTES / 4)) {
            throw SquashfsDamage.found("a file is said to have " + Long.toUnsignedString(size) + " bytes");
        }
        return new Made(new Inode.PlainFile(startAt, size, links, fragment, offset, in), xattrs);
    }

    private static Made symlink(MetadataInput in, long number, boolean isLong) throws IOException {
        in.unsignedInt();
        long length = in.unsignedInt();
        if (length == 0 || length > LONGEST_TARGET) {
            throw SquashfsDamage.found("the link of inode " + number + " has a target of " + length + " bytes");
        }
        byte[] target = in.bytes((int) length);
        for (byte one : target) {
            if (one == 0) {
                throw SquashfsDamage.found("the link of inode " + number + " has a target with a NUL in it");
            }
        }
        return new Made(new Inode.Symlink(SquashfsText.of(target)), xattrs(in, isLong));
    }

    /** The numbers lie as the kernel packs them: 12 bits of the major one between the minor one's 8 and 12. */
    private static Made device(MetadataInput in, boolean block, boolean isLong) throws IOException {
        in.unsignedInt();
        int packed = in.signedInt();
        Inode.Body device = new Inode.Device(block, packed >>> 8 & 0xfff, packed & 0xff | packed >>> 12 & 0xfff00);
        return new Made(device, xattrs(in, isLong));
    }

    private static Made pipe(MetadataInput in, boolean socket, boolean isLong) throws IOException {
        in.unsignedInt();
        return new Made(new Inode.Pipe(socket), xattrs(in, isLong));
    }

    /** @throws Failure when the inode is none of a folder */
    static Inode.Folder folder(Inode inode, String path) throws Failure {
        if (inode.body() instanceof Inode.Folder folder) {
            return folder;
        }
        throw SquashfsDamage.found("/" + path + " is listed as a folder and is none");
    }
}
