package org.rootbuild.language.sample;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import groovy.transform.stc.ClosureParams;
import groovy.transform.stc.SimpleType;
import org.rootbuild.language.PassSpec;
import org.rootbuild.model.Fields;
import org.rootbuild.verb.Deferred;
import org.rootbuild.verb.PassContext;
import org.rootbuild.verb.Verb;

/** A verb with code that runs in the step. */
public final class CallVerb implements Verb.OnPass {
    @Override
    public String name() {
        return "call";
    }

    public static void call(PassSpec pass, String name,
        @Deferred @DelegatesTo(value = PassContext.class, strategy = Closure.DELEGATE_FIRST)
        @ClosureParams(value = SimpleType.class, options = "org.rootbuild.verb.PassContext") Closure<?> body) {
        pass.step(CallVerb.class, Fields.builder().text("name", name).put("code", pass.code(body)).build());
    }

    @Override
    public void run(PassContext context) {
    }
}
