package org.rootbuild.assist;

import org.rootbuild.language.VerbRegistry;

/** What a shell does of this package while somebody types, in a process of its own. */
final class Prompted {
    private Prompted() {
    }

    /** With an argument it also loads what must not be needed, to show that this would be seen. */
    public static void main(String[] arguments) throws Exception {
        Lexicon lexicon = Lexicon.of(VerbRegistry.load(Prompted.class.getClassLoader()));
        Completion completion = new Completion(new Table(), lexicon);
        for (String typed : new String[] {"", "retry p", "plan.nodes().first().", "pass('x') { autotools(", "'a'.to"}) {
            completion.at(typed, typed.length());
            new Hints(new Table(), lexicon).at(typed, typed.length());
            new Colouring(lexicon, "retry"::equals).of(typed);
            new Wholeness().isWhole(typed);
        }
        if (arguments.length > 0) {
            new groovy.lang.GroovyShell().parse("1");
        }
    }
}
