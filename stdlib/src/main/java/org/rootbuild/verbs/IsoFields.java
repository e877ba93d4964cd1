package org.rootbuild.verbs;

import java.util.Map;
import java.util.TreeMap;
import org.rootbuild.iso.IsoOptions;
import org.rootbuild.language.ArtifactSpec;
import org.rootbuild.language.Options;
import org.rootbuild.model.Fields;

/** What an ISO says of itself, on its way from a recipe through the model to its maker. */
final class IsoFields {
    private static final Map<String, Integer> LONGEST = Map.of(IsoNewOptions.LABEL, 32, IsoNewOptions.SYSTEM, 32,
        IsoNewOptions.PUBLISHER, 128, IsoNewOptions.PREPARER, 128, IsoNewOptions.APPLICATION, 128,
        IsoNewOptions.VOLUME_SET, 128);

    private IsoFields() {
    }

    /** Reads the texts; what is wrong is said. */
    static void texts(ArtifactSpec artifact, Options given, Fields.Builder fields) {
        // In an order of their own, for a map that cannot be changed has none.
        new TreeMap<>(LONGEST).forEach((name, most) -> given.text(name).ifPresent(text -> {
            boolean fits = text.length() <= most && text.chars().allMatch(one -> one >= ' ' && one < 0x7F);
            if (!fits || name.equals(IsoNewOptions.LABEL) && text.isBlank()) {
                artifact.problem("'" + name + ":' is '" + text + "'", "Write " + (name.equals(IsoNewOptions.LABEL)
                    ? "1" : "0") + " to " + most + " characters of ASCII.");
            } else {
                fields.text(name, text);
            }
        }));
    }

    /** The options with the texts that were said. */
    static IsoOptions apply(Fields said, IsoOptions before) {
        IsoOptions.Names old = before.names();
        return before.withVolumeId(said.findText(IsoNewOptions.LABEL).orElse(before.volumeId()))
            .withNames(new IsoOptions.Names(said.findText(IsoNewOptions.SYSTEM).orElse(old.system()),
                said.findText(IsoNewOptions.VOLUME_SET).orElse(old.volumeSet()),
                said.findText(IsoNewOptions.PUBLISHER).orElse(old.publisher()),
                said.findText(IsoNewOptions.PREPARER).orElse(old.preparer()),
                said.findText(IsoNewOptions.APPLICATION).orElse(old.application()), old.copyright(), old.summary(),
                old.bibliography()));
    }
}
