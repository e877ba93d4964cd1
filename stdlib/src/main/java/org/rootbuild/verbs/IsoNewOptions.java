package org.rootbuild.verbs;

import org.rootbuild.verb.Option;

/** What a new ISO can be told. */
@Option(name = IsoNewOptions.LABEL, type = String.class, about = "the volume's name: 1 to 32 characters of ASCII, of"
    + " which Windows shows 16", required = true)
@Option(name = IsoNewOptions.SYSTEM, type = String.class, about = "the system identifier: at most 32 characters")
@Option(name = IsoNewOptions.PUBLISHER, type = String.class, about = "at most 128 characters")
@Option(name = IsoNewOptions.PREPARER, type = String.class, about = "at most 128 characters")
@Option(name = IsoNewOptions.APPLICATION, type = String.class, about = "at most 128 characters")
@Option(name = IsoNewOptions.VOLUME_SET, type = String.class, about = "at most 128 characters")
@Option(name = IsoNewOptions.LEVEL, type = Integer.class, about = "1 to 3 of ISO 9660; 3 where it is not given, which"
    + " files of 4 GiB and more need")
@Option(name = IsoNewOptions.ROCK_RIDGE, type = Boolean.class, about = "whether names, modes, owners and links are told"
    + " as Linux wants them; true where it is not given")
@Option(name = IsoNewOptions.JOLIET, type = Boolean.class, about = "whether Windows' names are there too; true where it"
    + " is not given")
@Option(name = IsoNewOptions.TABLE, type = String.class, about = "the partition table with which it boots as a disk:"
    + " 'mbr', 'gpt' or 'none'; 'mbr' where it is not given")
final class IsoNewOptions {
    static final String LABEL = "label";
    static final String SYSTEM = "system";
    static final String PUBLISHER = "publisher";
    static final String PREPARER = "preparer";
    static final String APPLICATION = "application";
    static final String VOLUME_SET = "volumeSet";
    static final String LEVEL = "level";
    static final String ROCK_RIDGE = "rockRidge";
    static final String JOLIET = "joliet";
    static final String TABLE = "table";

    private IsoNewOptions() {
    }
}
