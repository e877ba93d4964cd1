package org.rootbuild.accounts;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rootbuild.problem.Failure;
import org.rootbuild.problem.Suggestion;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.EditableTree;

/**
 * The users and groups of one root. Changes are made in memory; {@link #save} writes the files that were changed. Not
 * safe for use by several threads.
 */
public final class AccountBook {
    private static final long HIGHEST_ID = 4294967293L;
    private static final int SHADOW_MODE = 0640;
    private static final int SHADOW_MODE_WITHOUT_GROUP = 0600;
    private static final String ELSEWHERE = "x";

    private final EditableTree tree;
    private final long epochSeconds;
    private final LoginDefs defs;
    private final AccountFile passwd;
    private final AccountFile group;
    private final AccountFile groupShadow;
    private final Passwords passwords;

    private AccountBook(EditableTree tree, long epochSeconds) throws IOException {
        this.tree = tree;
        this.epochSeconds = epochSeconds;
        this.defs = LoginDefs.of(tree);
        this.passwd = AccountFile.read(tree, "/etc/passwd", 7);
        this.group = AccountFile.read(tree, "/etc/group", 4);
        this.groupShadow = AccountFile.read(tree, "/etc/gshadow", 4);
        this.passwords = new Passwords(passwd, AccountFile.read(tree, "/etc/shadow", 9), epochSeconds);
    }

    /** @param epochSeconds when passwords count as changed, and the time that written files carry */
    public static AccountBook of(EditableTree tree, long epochSeconds) throws IOException {
        return new AccountBook(tree, epochSeconds);
    }

    public Optional<Account> user(String name) throws Failure {
        Optional<List<String>> line = passwd.find(AccountName.checked(name));
        return line.isEmpty() ? Optional.empty() : Optional.of(account(line.get()));
    }

    private Account account(List<String> fields) throws Failure {
        return new Account(fields.get(0), id(passwd, fields, 2), id(passwd, fields, 3),
            AccountFile.decoded(fields.get(4)), AccountFile.decoded(fields.get(5)), AccountFile.decoded(fields.get(6)));
    }

    private static long id(AccountFile file, List<String> fields, int column) throws Failure {
        if (fields.get(column).matches("\\d{1,10}")) {
            return Long.parseLong(fields.get(column));
        }
        throw new Failure("the line of '" + fields.get(0) + "' in " + file.path() + " has no number in field "
            + (column + 1), "Mend the file in an earlier step; 'pwck -r' and 'grpck -r' check it.");
    }

    /**
     * Makes the group if there is none of that name, and lets users join it.
     *
     * @return its number
     */
    public long group(GroupRequest request) throws Failure {
        AccountName.checked(request.name());
        Optional<List<String>> there = group.find(request.name());
        long gid = there.isPresent() ? id(group, there.get(), 2) : request.gid().isPresent()
            ? request.gid().get() : defs.free("GID", request.system(), ids(group));
        if (request.gid().isPresent() && request.gid().get() != gid) {
            throw other("group", request.name(), gid, request.gid().get());
        }
        if (there.isEmpty()) {
            checkFree(group, "group", gid);
            group.put(List.of(request.name(), ELSEWHERE, Long.toString(gid), ""));
            shadowGroup(request.name());
        }
        for (String member : request.members()) {
            if (user(member).isEmpty()) {
                throw unknown("user", member, passwd, "Make the user before, or let it join with 'groups:'.");
            }
            join(member, request.name());
        }
        return gid;
    }

    /** A root with groups and no shadow of theirs does without, as small systems do. */
    private void shadowGroup(String name) {
        if (groupShadow.exists() || !group.exists()) {
            groupShadow.put(List.of(name, "!", "", ""));
        }
    }

    /** Makes the user if there is none of that name; of one that is there, changes what is said. */
    public Account user(UserRequest request) throws IOException {
        Optional<Account> there = user(request.name());
        Account account = there.isPresent() ? changed(there.get(), request) : fresh(request);
        passwd.put(Stream.of(account.name(), there.isPresent() ? passwd.find(account.name()).get().get(1) : ELSEWHERE,
            Long.toString(account.uid()), Long.toString(account.gid()), account.comment(), account.home(),
            account.shell()).map(AccountFile::encoded).toList());
        passwords.set(account.name(), request.password(), request.locked());
        for (String joined : request.groups()) {
            join(account.name(), joined);
        }
        return account;
    }

    private Account changed(Account there, UserRequest request) throws Failure {
        if (request.uid().isPresent() && request.uid().get() != there.uid()) {
            throw other("user", there.name(), there.uid(), request.uid().get());
        }
        long gid = request.group().isPresent() ? gid(request.group().get()) : there.gid();
        return checked(new Account(there.name(), there.uid(), gid, request.comment().orElse(there.comment()),
            request.home().orElse(there.home()), request.shell().orElse(there.shell())), request);
    }

    private Account fresh(UserRequest request) throws IOException {
        String name = request.name();
        boolean isRoot = name.equals("root");
        boolean ownGroup = request.group().isEmpty() && group.find(name).isEmpty();
        Set<Long> taken = ids(passwd);
        if (ownGroup) {
            // User and group of a name shall have the same number, which is what people expect to see.
            taken.addAll(ids(group));
        }
        long uid = request.uid().isPresent() ? request.uid().get()
            : isRoot ? 0 : defs.free("UID", request.system(), taken);
        checkFree(passwd, "user", uid);
        long gid = ownGroup ? ownGroup(request, uid) : gid(request.group().orElse(name));
        String home = request.home().orElse(isRoot ? "/root" : request.system() ? "/nonexistent" : "/home/" + name);
        String shell = request.shell().isPresent() ? request.shell().get() : usualShell(request.system());
        return checked(new Account(name, uid, gid, request.comment().orElse(isRoot ? "root" : ""), home, shell),
            request);
    }

    private long ownGroup(UserRequest request, long uid) throws Failure {
        boolean free = !ids(group).contains(uid);
        return group(new GroupRequest(request.name(), free ? Optional.of(uid) : Optional.empty(), request.system(),
            List.of()));
    }

    private Account checked(Account account, UserRequest request) throws Failure {
        Text.field("comment", account.comment());
        if (request.home().isPresent()) {
            Text.path("home", account.home());
        }
        if (request.shell().isPresent()) {
            Text.path("shell", account.shell());
        }
        return account;
    }

    /** The first of those that are usual which the root has. */
    private String usualShell(boolean system) throws IOException {
        List<String> usual = system ? List.of("/usr/sbin/nologin", "/sbin/nologin", "/bin/false")
            : List.of("/bin/bash", "/bin/sh");
        for (String shell : usual) {
            if (has(shell)) {
                return shell;
            }
        }
        return usual.get(usual.size() - 1);
    }

    /** Whether the root has something at this path. */
    public boolean has(String path) throws IOException {
        return tree.get(tree.follow(path.substring(1))).isPresent();
    }

    private long gid(String wanted) throws Failure {
        if (wanted.matches("\\d{1,10}")) {
            return Long.parseLong(wanted);
        }
        Optional<List<String>> line = group.find(AccountName.checked(wanted));
        if (line.isEmpty()) {
            throw unknown("group", wanted, group, "Make it before: group '" + wanted + "'.");
        }
        return id(group, line.get(), 2);
    }

    private void join(String user, String joined) throws Failure {
        gid(joined.matches("\\d+") ? "" : joined);
        List<String> line = new ArrayList<>(group.find(joined).orElseThrow());
        line.set(3, withMember(line.get(3), user));
        group.put(line);
        Optional<List<String>> hidden = groupShadow.find(joined);
        if (hidden.isPresent()) {
            List<String> shadowLine = new ArrayList<>(hidden.get());
            shadowLine.set(3, withMember(shadowLine.get(3), user));
            groupShadow.put(shadowLine);
        }
    }

    private static String withMember(String members, String user) {
        List<String> all = Arrays.stream(members.split(",")).filter(one -> !one.isEmpty())
            .collect(Collectors.toCollection(ArrayList::new));
        if (!all.contains(user)) {
            all.add(user);
        }
        return String.join(",", all);
    }

    private static Set<Long> ids(AccountFile file) {
        return file.all().stream().map(fields -> fields.get(2)).filter(id -> id.matches("\\d{1,10}"))
            .map(Long::valueOf).collect(Collectors.toCollection(TreeSet::new));
    }

    private static void checkFree(AccountFile file, String what, long id) throws Failure {
        if (id < 0 || id > HIGHEST_ID) {
            throw new Failure("the number " + id + " of a " + what + " is not between 0 and " + HIGHEST_ID,
                "Give another one, or none: then a free one is chosen.");
        }
        Optional<List<String>> other = file.all().stream()
            .filter(fields -> fields.get(2).equals(Long.toString(id))).findFirst();
        if (other.isPresent()) {
            throw new Failure("the number " + id + " belongs to the " + what + " '" + other.get().get(0) + "' already",
                "Give another one, or none: then a free one is chosen.");
        }
    }

    private static Failure other(String what, String name, long has, long wanted) {
        return new Failure("the " + what + " '" + name + "' has the number " + has + " in the root, and " + wanted
            + " was asked for", "Files belong to numbers, so it is not changed; leave the number out, or make the "
            + what + " with it before anything else does.");
    }

    private static Failure unknown(String what, String name, AccountFile file, String remedy) {
        List<String> known = file.all().stream().map(fields -> fields.get(0)).toList();
        return new Failure("the root has no " + what + " '" + name + "' in " + file.path()
            + Suggestion.sentence(name, known), remedy);
    }

    /** Writes what was changed. Hidden files are readable for root and, where there is one, the group shadow. */
    public void save() throws IOException {
        Optional<List<String>> keeper = group.find("shadow");
        Attributes hidden = Attributes.ofRoot(keeper.isPresent() ? SHADOW_MODE : SHADOW_MODE_WITHOUT_GROUP,
            epochSeconds).withOwner(0, keeper.isPresent() ? id(group, keeper.get(), 2) : 0);
        Attributes open = Attributes.ofRoot(Attributes.FILE_MODE, epochSeconds);
        passwd.write(tree, open, epochSeconds);
        passwords.write(tree, hidden);
        group.write(tree, open, epochSeconds);
        groupShadow.write(tree, hidden, epochSeconds);
    }
}
