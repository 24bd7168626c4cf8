/** What is checked of every page: the README, the guides, the README of each module. */
@NullMarked
package dev.aegis.docs.pages;

import org.jspecify.annotations.NullMarked;
