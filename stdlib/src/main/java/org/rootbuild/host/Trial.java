package org.rootbuild.host;

/** Something that was really tried: whether it worked, and what was said where it did not (one line). */
record Trial(boolean worked, String said) {
    static final Trial WORKED = new Trial(true, "");

    static Trial failed(String said) {
        return new Trial(false, said.isBlank() ? "without a word" : said);
    }
}
