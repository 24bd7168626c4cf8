package dev.aegis.docs.pages;

import java.util.List;

/** The files that pages speak of. Paths are relative to the root, with slashes. */
interface Repository {

    /** Whether there is a file or a directory of that path. */
    boolean exists(String path);

    /** The content of a file; fails if there is none. */
    String read(String path);

    /** The paths of the files below a directory, at any depth, without what was built. */
    List<String> filesBelow(String directory);
}
