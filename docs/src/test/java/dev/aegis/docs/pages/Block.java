package dev.aegis.docs.pages;

import java.util.Optional;

/**
 * A fenced block of code.
 *
 * @param language what stands behind the fence, or nothing
 * @param text its lines, each with its line break
 * @param mark the comment on the line before it
 * @param line that of the fence
 * @param column that of the fence, from 0
 */
record Block(String language, String text, Optional<Mark> mark, int line, int column) {}
