package org.rootbuild.verbs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rootbuild.accounts.Account;
import org.rootbuild.accounts.AccountBook;
import org.rootbuild.accounts.AccountName;
import org.rootbuild.accounts.AuthorizedKey;
import org.rootbuild.accounts.HomeFolder;
import org.rootbuild.accounts.PasswordHash;
import org.rootbuild.accounts.UserRequest;
import org.rootbuild.language.Options;
import org.rootbuild.language.PassSpec;
import org.rootbuild.language.SourceRef;
import org.rootbuild.language.Values;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Value;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.EditableTree;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.Option;
import org.rootbuild.verb.PassContext;
import org.rootbuild.verb.Verb;

/** {@code user}: users of the root. */
public final class User implements Verb.OnPass {
    private static final long MOST_KEYS_BYTES = 1 << 20;

    @Doc(value = "Makes a user of the root, with a group and a home folder; one that is there stays as it is.",
        examples = "user 'alice'")
    public static void user(PassSpec self, String name) {
        user(self, Map.of(), name);
    }

    @Doc(value = "Makes a user of the root, or changes what is said of one that is there. Numbers are the lowest that"
        + " are free in the root, of system users the highest; nothing of this machine's own users is looked at.",
        examples = {"user 'root', password: rootPassword",
            "user 'alice', groups: ['sudo'], hash: '$6$…', authorizedKeys: [local('alice.pub')]",
            "user 'web', system: true, home: '/srv/web', createHome: true"})
    public static void user(PassSpec self,
        @Option(name = "uid", type = Integer.class, about = "the number; a free one where it is not given")
        @Option(name = "group", type = String.class, about = "the user's own group, by name or number; one of the"
            + " user's name where it is not given")
        @Option(name = "groups", type = List.class, about = "further groups to join, by name")
        @Option(name = "comment", type = String.class, about = "the full name")
        @Option(name = "home", type = String.class, about = "the home folder; /home/NAME where it is not given")
        @Option(name = "createHome", type = Boolean.class, about = "whether the home folder is made, with what"
            + " /etc/skel holds; usual for a new user that is not of the system")
        @Option(name = "shell", type = String.class, about = "the shell; /bin/bash where the root has it, or /bin/sh")
        @Option(name = "system", type = Boolean.class, about = "a user for a daemon: its number is below those of"
            + " people, it has no home and cannot log in")
        @Option(name = "password", type = String.class, about = "the password, best a secret parameter; it is hashed"
            + " with SHA-512")
        @Option(name = "hash", type = String.class, about = "the password as 'openssl passwd -6' or 'mkpasswd'"
            + " hashes it")
        @Option(name = "locked", type = Boolean.class, about = "whether no password lets in; false opens again")
        @Option(name = "authorizedKeys", type = Object.class, about = "public keys that may log in by SSH: a text, a"
            + " source, or a list of them")
        Map<String, Object> options, String name) {
        Options given = Options.of(options);
        Fields.Builder fields = Fields.builder().text("name", checked(self, name));
        given.whole("uid").ifPresent(uid -> fields.whole("uid", uid));
        for (String label : List.of("group", "comment", "home", "shell")) {
            given.text(label).ifPresent(text -> fields.text(label, text));
        }
        if (given.has("groups")) {
            fields.texts("groups", given.texts("groups"));
        }
        for (String label : List.of("createHome", "system", "locked")) {
            if (given.has(label)) {
                fields.flag(label, given.flag(label));
            }
        }
        password(self, given, fields);
        if (given.has("authorizedKeys")) {
            fields.put("authorizedKeys", keys(self, options.get("authorizedKeys")));
        }
        self.step(User.class, fields.build());
    }

    static String checked(PassSpec self, String name) {
        try {
            return AccountName.checked(name);
        } catch (Failure wrong) {
            self.problem(wrong.getMessage(), wrong.remedy());
            return name;
        }
    }

    private static void password(PassSpec self, Options given, Fields.Builder fields) {
        if (given.has("password") && given.has("hash")) {
            self.problem("'password:' and 'hash:' are both given", "Give one of them.");
            return;
        }
        given.sealed("password").ifPresent(password -> fields.put("password", password));
        given.sealed("hash").ifPresent(hash -> {
            fields.put("hash", hash);
            try {
                if (hash instanceof Value.Text text) {
                    PasswordHash.given(text.text());
                }
            } catch (Failure malformed) {
                self.problem(malformed.getMessage(), malformed.remedy());
            }
        });
    }

    private static Value keys(PassSpec self, Object given) {
        List<Value> keys = new ArrayList<>();
        for (Object one : given instanceof List<?> many ? many : List.of(given)) {
            if (one instanceof CharSequence || one instanceof SourceRef) {
                keys.add(Values.of(one));
            } else {
                self.problem("'authorizedKeys:' holds something else than texts and sources",
                    "Write a key as a text, or name the file that holds it: local('alice.pub').");
            }
        }
        return new Value.ListOf(keys);
    }

    @Override
    public String name() {
        return "user";
    }

    @Override
    public void run(PassContext context) throws IOException {
        Fields fields = context.arguments();
        EditableTree tree = Place.tree(context);
        AccountBook book = AccountBook.of(tree, context.epochSeconds());
        boolean isNew = book.user(fields.text("name")).isEmpty();
        Account account = book.user(request(fields, hash(fields)));
        book.save();
        HomeFolder home = new HomeFolder(tree, account, context.epochSeconds());
        boolean usual = isNew && !fields.flag("system");
        if (fields.find("createHome").isPresent() ? fields.flag("createHome") : usual) {
            home.make();
        }
        if (fields.find("authorizedKeys").isPresent()) {
            home.authorize(keys(context, fields));
        }
        if (!account.shell().isEmpty() && !book.has(account.shell())) {
            context.activity().note("the shell " + account.shell() + " of '" + account.name()
                + "' is not in the root so far");
        }
    }

    private static UserRequest request(Fields fields, Optional<PasswordHash> hash) {
        Optional<Boolean> locked = fields.find("locked").map(value -> ((Value.Flag) value).set());
        return new UserRequest(fields.text("name"), fields.findWhole("uid"), fields.findText("group"),
            fields.texts("groups"), fields.findText("comment"), fields.findText("home"), fields.findText("shell"),
            fields.flag("system"), hash, locked);
    }

    private static Optional<PasswordHash> hash(Fields fields) throws Failure {
        if (fields.find("hash").isPresent()) {
            return Optional.of(PasswordHash.given(fields.text("hash")));
        }
        return fields.find("password").isEmpty() ? Optional.empty()
            : Optional.of(PasswordHash.of(fields.text("password"), List.of("user", fields.text("name"))));
    }

    private static List<AuthorizedKey> keys(PassContext context, Fields fields) throws IOException {
        List<AuthorizedKey> keys = new ArrayList<>();
        for (Value one : fields.list("authorizedKeys")) {
            keys.addAll(AuthorizedKey.all(one instanceof Value.Ref file ? text(context.source(file))
                : ((Value.Text) one).text()));
        }
        return keys;
    }

    private static String text(Path file) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) > MOST_KEYS_BYTES) {
            throw new Failure("the file with public keys is no plain file of at most " + MOST_KEYS_BYTES + " bytes",
                "Give the file that ends with .pub.");
        }
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
}
