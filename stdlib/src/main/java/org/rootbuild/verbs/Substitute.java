package org.rootbuild.verbs;

import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;
import org.rootbuild.language.Options;
import org.rootbuild.language.PassSpec;
import org.rootbuild.language.Values;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Value;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.Option;
import org.rootbuild.verb.PassContext;
import org.rootbuild.verb.Verb;

/** {@code substitute}: replaces text in files. */
public final class Substitute implements Verb.OnPass {
    @Doc(value = "Replaces every occurrence of a text in a file and says how many there were. None is an error.",
        examples = "substitute '/etc/ssh/sshd_config', '#PermitRootLogin prohibit-password', 'PermitRootLogin yes'")
    public static void substitute(PassSpec self, String path, CharSequence text, CharSequence replacement) {
        substitute(self, Map.of(), path, text, replacement);
    }

    @Doc(value = "Replaces every occurrence of a text, on some lines only or a given number of times.",
        examples = "substitute 'gcc/config/i386/t-linux64', 'lib64', 'lib', onLines: ~/m64=/")
    public static void substitute(PassSpec self,
        @Option(name = Substitution.ON_LINES, type = Pattern.class, about = Substitution.ON_LINES_ABOUT)
        @Option(name = Substitution.TIMES, type = Integer.class, about = Substitution.TIMES_ABOUT)
        @Option(name = Substitution.OPTIONAL, type = Boolean.class, about = Substitution.OPTIONAL_ABOUT)
        Map<String, Object> options, String path, CharSequence text, CharSequence replacement) {
        if (text.length() == 0) {
            self.problem("an empty text cannot be replaced", "Say which text is; write with append: puts some at the"
                + " end.");
            return;
        }
        step(self, options, path, new Value.Text(text.toString()), replacement.toString());
    }

    @Doc(value = "Replaces every match of a regular expression; $1 in the replacement is its first group.",
        examples = "substitute '/etc/inittab', ~/(?m)^#(ttyS0)/, '$1'")
    public static void substitute(PassSpec self, String path, Pattern pattern, CharSequence replacement) {
        substitute(self, Map.of(), path, pattern, replacement);
    }

    @Doc(value = "Replaces every match of a regular expression, on some lines only or a given number of times.",
        examples = "substitute '/etc/default/grub', ~/TIMEOUT=\\d+/, 'TIMEOUT=0', times: 1")
    public static void substitute(PassSpec self,
        @Option(name = Substitution.ON_LINES, type = Pattern.class, about = Substitution.ON_LINES_ABOUT)
        @Option(name = Substitution.TIMES, type = Integer.class, about = Substitution.TIMES_ABOUT)
        @Option(name = Substitution.OPTIONAL, type = Boolean.class, about = Substitution.OPTIONAL_ABOUT)
        Map<String, Object> options, String path, Pattern pattern, CharSequence replacement) {
        step(self, options, path, Values.of(pattern), replacement.toString());
    }

    private static void step(PassSpec self, Map<String, Object> options, String path, Value what, String replacement) {
        self.step(Substitute.class, Substitution.record(Options.of(options), PathCheck.checked(self, path), what,
            replacement, Fields.builder()).build());
    }

    @Override
    public String name() {
        return "substitute";
    }

    @Override
    public void run(PassContext context) throws IOException {
        new Substitution(context.arguments()).carryOut(Place.tree(context), context.activity());
    }
}
