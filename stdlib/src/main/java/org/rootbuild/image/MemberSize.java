package org.rootbuild.image;

import java.io.IOException;
import org.rootbuild.problem.Failure;
import org.rootbuild.raid.MdArray;
import org.rootbuild.raid.MdSuperblock;

/** What becomes of a member of an array when its partition gets another size. */
final class MemberSize {
    private MemberSize() {
    }

    /** Whether it alone shows all that the array holds, and nobody else has a say in how much that is. */
    static boolean isAlone(MdSuperblock member) {
        MdArray array = member.array();
        return array.raidDisks() == 1 || array.level() == 1 && array.raidDisks() - array.missing().size() == 1;
    }

    /**
     * The superblock for the new size. With other members around the array's size stays what it is.
     *
     * @throws Failure when it cannot have that size
     */
    static MdSuperblock of(MdSuperblock old, long sizeBytes, String spoken) throws IOException {
        MdArray array = old.array();
        MdSuperblock next = old.onMemberOf(sizeBytes);
        if (isAlone(old)) {
            return next;
        }
        boolean isStriped = array.level() <= 0;
        if (isStriped || next.data().lengthBytes() < old.data().lengthBytes()) {
            throw new Failure(spoken + " is member " + old.slot() + " of a " + array.levelWord() + " of "
                + array.raidDisks() + ", whose other members would not change with it",
                "Change the array where it runs: mdadm --grow. A mirror with one member left can be changed here.");
        }
        return next.withDataBytes(old.data().lengthBytes());
    }
}
