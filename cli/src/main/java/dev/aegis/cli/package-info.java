/**
 * The {@code aegis} command. One class for each command; what several of them need lies beside them. Everything a command
 * prints for machines goes to standard output, every complaint to standard error, and exit codes are a contract.
 */
@NullMarked
package dev.aegis.cli;

import org.jspecify.annotations.NullMarked;
