package org.rootbuild.verbs;

import org.rootbuild.verb.Option;

/** What a changed ISO can say of itself that the old one said otherwise. */
@Option(name = IsoNewOptions.LABEL, type = String.class, about = "the volume's name; the old one where it is not given")
@Option(name = IsoNewOptions.SYSTEM, type = String.class, about = "the system identifier; the old one where it is not"
    + " given")
@Option(name = IsoNewOptions.PUBLISHER, type = String.class, about = "the old one where it is not given")
@Option(name = IsoNewOptions.PREPARER, type = String.class, about = "the old one where it is not given")
@Option(name = IsoNewOptions.APPLICATION, type = String.class, about = "the old one where it is not given")
@Option(name = IsoNewOptions.VOLUME_SET, type = String.class, about = "the old one where it is not given")
final class IsoOldOptions {
    private IsoOldOptions() {
    }
}
