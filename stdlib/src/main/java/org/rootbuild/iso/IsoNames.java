package org.rootbuild.iso;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.rootbuild.problem.Failure;

/** The names of a name space, as text. */
final class IsoNames {
    private IsoNames() {
    }

    /** UTF-8, or ISO 8859-1 where it is not that: so two different names stay different. */
    static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException other) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    /** As ECMA-119, 7.5 writes them, or in UCS-2: without the version, and the dot of a name without an extension. */
    static String plain(IsoRecord record, boolean joliet) {
        String name = joliet ? new String(record.name(), StandardCharsets.UTF_16BE) : text(record.name());
        if (record.isFolder()) {
            return name;
        }
        int version = name.lastIndexOf(';');
        boolean numbered = version > 0 && name.substring(version + 1).chars().allMatch(Character::isDigit);
        String bare = numbered ? name.substring(0, version) : name;
        return bare.endsWith(".") && bare.length() > 1 && !joliet ? bare.substring(0, bare.length() - 1) : bare;
    }

    /** @throws Failure when it is no name of one thing in a folder */
    static String checked(String name, String folder) throws Failure {
        if (name.isEmpty() || name.equals(".") || name.equals("..") || name.indexOf('/') >= 0
            || name.indexOf('\0') >= 0) {
            throw IsoDamage.found("the folder " + IsoDamage.shown(folder) + " holds the name '"
                + name.replaceAll("\\p{Cntrl}", "?") + "', which no file can have");
        }
        return name;
    }
}
