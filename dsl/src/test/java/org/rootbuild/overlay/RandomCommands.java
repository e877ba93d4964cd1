package org.rootbuild.overlay;

import java.util.Random;
import org.rootbuild.layer.RandomTrees;

/** A script of commands that change a tree, the same for the same seed. What does not work is passed over. */
final class RandomCommands {
    private final Random random;
    private final RandomTrees trees;

    RandomCommands(long seed) {
        this.random = new Random(seed);
        this.trees = new RandomTrees(seed);
    }

    String script(int count) {
        // In a stack mv copies folders of the layers below, and copies take a setgid bit from where they come to.
        StringBuilder script = new StringBuilder("umask 022\nfind . -type d -perm /2000 -exec chmod g-s {} +\n");
        for (int i = 0; i < count; i++) {
            script.append("{ ").append(command()).append("; } 2>/dev/null || true\n");
        }
        return script.toString();
    }

    private String path() {
        return "'." + trees.path() + "'";
    }

    private String command() {
        String one = path();
        String other = path();
        while (other.startsWith(one.substring(0, one.length() - 1))
                || one.startsWith(other.substring(0, other.length() - 1))) {
            // What a folder that is copied into itself becomes depends on the order of its names on the disk.
            other = path();
        }
        return switch (random.nextInt(20)) {
            case 0 -> "rm -rf " + one;
            case 1 -> "rm -f " + one;
            case 2 -> "rm -rf " + one + " && mkdir " + one;
            case 3 -> "mv -T " + one + " " + other;
            case 4 -> "mv " + one + " " + other;
            case 5 -> "mkdir -p " + one;
            case 6 -> "ln -n " + one + " " + other;
            case 7 -> "ln -snf " + random.nextInt(9) + " " + one;
            case 8 -> "chmod " + Integer.toOctalString(random.nextInt(010000) & 05777) + " " + one;
            case 9 -> "chown -h " + random.nextInt(3) + ":" + random.nextInt(3) + " " + one;
            case 10 -> "[ -f " + one + " ] && setcap cap_net_raw+ep " + one;
            case 11 -> "[ ! -L " + one + " ] && setfacl -m u:" + random.nextInt(2) + ":rw " + one;
            case 12 -> "[ ! -L " + one + " ] && setfattr -n user.two -v " + random.nextInt(9) + " " + one;
            case 13 -> "mknod " + one + " " + (random.nextBoolean() ? "p" : "c 5 1");
            case 14 -> "touch -h -d @" + random.nextInt(1000) + " " + one;
            case 15 -> "[ -d " + one + " ] && setfacl -d -m u:0:rwx " + one;
            // Not to an empty file, for it may stand for a device.
            case 16 -> "[ ! -L " + one + " ] && [ -f " + one + " ] && [ -s " + one + " ] && echo " + random.nextInt(99) + " >> " + one;
            case 17 -> "cp -aT " + one + " " + other;
            case 18 -> "rm -rf " + one + " && cp -aT --remove-destination " + other + " " + one;
            default -> "echo " + random.nextInt(99) + " > x && mv -fT x " + one;
        };
    }
}
