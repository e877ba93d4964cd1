package org.rootbuild.accounts;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.EditableTree;

/** {@code /etc/shadow}, and the password field of {@code /etc/passwd}, which says that the password is there. */
final class Passwords {
    /** No password gives this hash; other ways to log in stay open. */
    private static final String NONE = "*";
    private static final String LOCK = "!";
    private static final String IN_SHADOW = "x";
    private static final long DAY_SECONDS = 86_400;

    private final AccountFile passwd;
    private final AccountFile shadow;
    private final String today;
    private final long epochSeconds;

    /** @param epochSeconds when a password that is set was changed: day 0 would mean that it has expired */
    Passwords(AccountFile passwd, AccountFile shadow, long epochSeconds) {
        this.passwd = passwd;
        this.shadow = shadow;
        this.epochSeconds = epochSeconds;
        this.today = Long.toString(Math.max(1, epochSeconds / DAY_SECONDS));
    }

    /** Says what the password of a user that stands in {@code passwd} is. */
    void set(String user, Optional<PasswordHash> hash, Optional<Boolean> locked) {
        moveAll();
        List<String> line = new ArrayList<>(shadow.find(user).orElseGet(() -> fresh(user, NONE)));
        String before = line.get(1);
        hash.ifPresent(one -> line.set(1, one.crypt()));
        if (locked.isPresent()) {
            String bare = line.get(1).replaceFirst("^" + LOCK + "+", "");
            line.set(1, locked.get() ? LOCK + bare : bare.isEmpty() ? NONE : bare);
        }
        if (!line.get(1).equals(before)) {
            line.set(2, today);
        }
        shadow.put(line);
    }

    /** Users whose password stands in {@code passwd} itself, or nowhere, get a line of their own, as pwconv(8) does. */
    private void moveAll() {
        for (List<String> fields : passwd.all()) {
            boolean moved = fields.get(1).equals(IN_SHADOW);
            if (shadow.find(fields.get(0)).isEmpty()) {
                shadow.put(fresh(fields.get(0), moved ? NONE : fields.get(1)));
            }
            if (!moved) {
                List<String> bare = new ArrayList<>(fields);
                bare.set(1, IN_SHADOW);
                passwd.put(bare);
            }
        }
    }

    private List<String> fresh(String user, String hash) {
        return List.of(user, hash, today, "0", "99999", "7", "", "", "");
    }

    void write(EditableTree tree, Attributes fresh) throws IOException {
        shadow.write(tree, fresh, epochSeconds);
    }
}
