package dev.aegis.docs.pages;

/** A piece of a page: an inline code, or the destination of a link. */
record Located(String text, int line) {}
