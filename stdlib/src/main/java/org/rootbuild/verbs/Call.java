package org.rootbuild.verbs;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.rootbuild.language.PassSpec;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Value;
import org.rootbuild.problem.Failure;
import org.rootbuild.verb.Deferred;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.PassContext;
import org.rootbuild.verb.Verb;

/** {@code call}: logic in Groovy as a step. */
public final class Call implements Verb.OnPass {
    @Doc(value = "Runs Groovy code as a step; everything is allowed in it. Its text and the values that it takes"
        + " from around"
        + " it are in the fingerprint, so it runs again when they change, and only then.",
        examples = {"call('number the lines') {", "    write '/etc/issue', read('/etc/issue').readLines().withIndex()",
            "        .collect { line, i -> \"$i $line\" }.join('\\n')", "}"})
    public static void call(PassSpec self, @Doc("what it does, for people") String what,
        @Deferred @DelegatesTo(value = CallScope.class, strategy = Closure.DELEGATE_FIRST) Closure<?> code) {
        self.step(Call.class, Fields.builder().hint("what", new Value.Text(what))
            .put("code", self.code(code)).build());
    }

    @Override
    public String name() {
        return "call";
    }

    @Override
    public void run(PassContext context) throws IOException, InterruptedException {
        Closure<?> code = (Closure<?>) context.closure((Value.Code) context.arguments().get("code")).clone();
        code.setDelegate(new CallScope(context));
        code.setResolveStrategy(Closure.DELEGATE_FIRST);
        String what = context.arguments().text("what");
        try {
            code.call();
        } catch (Exception | AssertionError thrown) {
            rethrow(thrown, what, code.getClass().getName());
        }
    }

    /** Groovy lets checked exceptions through unannounced, and wraps some. */
    private static void rethrow(Throwable thrown, String what, String code) throws IOException, InterruptedException {
        Throwable cause = thrown instanceof java.lang.reflect.UndeclaredThrowableException wrapped
            ? wrapped.getUndeclaredThrowable() : thrown;
        if (cause instanceof InterruptedException interrupted) {
            throw interrupted;
        }
        String where = line(cause, code).map(line -> ", on line " + line).orElse("");
        if (cause instanceof Failure sentence) {
            throw new Failure(what + where + ": " + sentence.getMessage(), sentence.remedy(), sentence);
        }
        String text = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        throw new Failure(what + where + ": the code threw " + cause.getClass().getSimpleName() + ": " + text,
            "Mend the code; --stacktrace shows where it was thrown.", cause);
    }

    /** The line of the script that was being run: that of the innermost frame whose class belongs to the script. */
    private static Optional<Integer> line(Throwable thrown, String code) {
        int dollar = code.indexOf('$');
        String script = dollar < 0 ? code : code.substring(0, dollar);
        return Stream.of(thrown.getStackTrace())
            .filter(frame -> frame.getClassName().equals(script) || frame.getClassName().startsWith(script + "$"))
            .map(StackTraceElement::getLineNumber).filter(line -> line > 0).findFirst();
    }
}
