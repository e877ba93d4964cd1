package org.rootbuild.language.sample;

import java.util.Map;
import org.rootbuild.language.Options;
import org.rootbuild.language.PassSpec;
import org.rootbuild.language.SourceRef;
import org.rootbuild.model.Fields;
import org.rootbuild.verb.Option;
import org.rootbuild.verb.PassContext;
import org.rootbuild.verb.Verb;

/** A verb that takes a reference. */
public final class UnpackVerb implements Verb.OnPass {
    @Override
    public String name() {
        return "unpack";
    }

    public static void unpack(PassSpec pass, SourceRef source) {
        unpack(pass, Map.of(), source);
    }

    public static void unpack(PassSpec pass,
        @Option(name = "into", type = String.class, about = "the folder") Map<String, Object> options,
        SourceRef source) {
        pass.step(UnpackVerb.class, Fields.builder().put("source", source.value())
            .text("into", Options.of(options).text("into").orElse("/")).build());
    }

    @Override
    public void run(PassContext context) {
    }
}
